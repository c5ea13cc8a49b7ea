using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Agents;

public class RegistrationTests
{
    private readonly RegistrarHouse _house = new();
    private readonly Flow _flow = TestRequest.FlowFrom("192.0.2.7:5060");
    private readonly List<SipRequest> _sent = [];
    private Func<SipRequest, SipResponse>? _instead;

    [Fact]
    public void It_registers_through_a_challenge_refreshes_in_time_and_takes_itself_back()
    {
        var registration = Begin(TimeSpan.FromSeconds(100));
        _house.Loop.Run(TimeSpan.Zero);
        Assert.Equal(RegistrationState.Registered, registration.State);
        Assert.Equal(["sip:128@192.0.2.1"], _house.ContactsOf("128"));

        for (var second = 0; second < 1000; second += 10)
        {
            _house.Loop.Run(TimeSpan.FromSeconds(10));
            Assert.Single(_house.ContactsOf("128"));
        }

        Assert.InRange(_sent.Count, 10, 30);
        Assert.Equal(_sent.Select(request => request.CSeq!.Number).Order().Distinct(), _sent.Select(request => request.CSeq!.Number));
        registration.End();
        _house.Loop.RunUntilIdle();
        Assert.Equal(RegistrationState.Ended, registration.State);
        Assert.Equal(0, _house.Table.Count);
    }

    [Fact]
    public void A_time_too_short_is_raised_to_what_the_registrar_wants()
    {
        var registration = Begin(TimeSpan.FromSeconds(20));
        _house.Loop.Run(TimeSpan.Zero);

        Assert.Equal(RegistrationState.Registered, registration.State);
        Assert.Equal(60u, _sent[^1].Expires);
    }

    [Fact]
    public void After_failures_it_waits_longer_each_time_and_no_longer_than_the_bound()
    {
        _instead = request => SipResponse.For(request, 500);
        var registration = Begin(TimeSpan.FromSeconds(100));
        var times = new List<TimeSpan>();
        while (times.Count < 12)
        {
            var count = _sent.Count;
            Assert.True(_house.Loop.RunUntil(() => _sent.Count > count));
            times.Add(_house.Loop.Now.Monotonic);
        }

        var waits = times.Zip(times.Skip(1), (before, after) => after - before).ToArray();
        Assert.InRange(waits[0], TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
        Assert.InRange(waits[^1], TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));
        Assert.Equal(RegistrationState.Waiting, registration.State);
        Assert.Equal(500, registration.LastStatus);
    }

    [Fact]
    public void The_wait_a_server_asks_for_is_kept()
    {
        _instead = request => SipResponse.For(request, 503).With(HeaderNames.RetryAfter, "300 (busy)");
        Begin(TimeSpan.FromSeconds(100));
        _house.Loop.Run(TimeSpan.FromSeconds(299));
        Assert.Single(_sent);
        _house.Loop.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public void It_says_since_when_it_fails_and_why_until_all_is_well_again()
    {
        var registration = Begin(TimeSpan.FromSeconds(100));
        _house.Loop.Run(TimeSpan.FromSeconds(1));
        Assert.Null(registration.FailingSince);
        _instead = request => SipResponse.For(request, 503, "Down for repair");
        registration.Refresh();
        var began = _house.Loop.Now;
        _house.Loop.Run(TimeSpan.FromMinutes(5));
        Assert.Equal((began.Monotonic, 503, "Down for repair"), (registration.FailingSince!.Value.Monotonic, registration.LastStatus, registration.LastReason));
        _instead = null;
        _house.Loop.Run(TimeSpan.FromMinutes(31));
        Assert.Equal(RegistrationState.Registered, registration.State);
        Assert.Null(registration.FailingSince);
    }

    [Fact]
    public void A_registrar_that_rewrites_our_address_is_believed_how_long_it_holds()
    {
        _instead = request => SipResponse.For(request, 200).With(HeaderNames.Contact, "<sip:128@203.0.113.9:40001>;expires=60");
        Begin(TimeSpan.FromMinutes(10));
        _house.Loop.Run(TimeSpan.FromSeconds(41));
        Assert.Single(_sent);
        _house.Loop.Run(TimeSpan.FromSeconds(20));
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public void A_registration_whose_connection_breaks_is_made_again_soon_but_not_at_once()
    {
        var registration = Begin(TimeSpan.FromMinutes(10));
        _house.Loop.Run(TimeSpan.FromSeconds(1));
        var count = _sent.Count;
        registration.OnFlowFailed(TestRequest.FlowFrom("192.0.2.99:5060"));
        registration.OnFlowFailed(_flow);
        _house.Loop.Run(TimeSpan.FromSeconds(14));
        Assert.Equal(count, _sent.Count);
        _house.Loop.Run(TimeSpan.FromSeconds(17));
        Assert.Equal(count + 1, _sent.Count);
        Assert.Equal(RegistrationState.Registered, registration.State);
    }

    [Fact]
    public void A_wrong_password_is_tried_once_and_then_waits()
    {
        var registration = Begin(TimeSpan.FromSeconds(100), "guess");
        _house.Loop.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(2, _sent.Count);
        Assert.Equal(RegistrationState.Waiting, registration.State);
        Assert.Equal(401, registration.LastStatus);
    }

    [Fact]
    public void A_refresh_does_not_wait_and_leaves_one_timer()
    {
        var registration = Begin(TimeSpan.FromSeconds(100));
        _house.Loop.Run(TimeSpan.Zero);
        var count = _sent.Count;
        registration.Refresh();
        registration.Refresh();
        _house.Loop.Run(TimeSpan.Zero);

        Assert.Equal(count + 1, _sent.Count);
        registration.End();
        _house.Loop.Run(TimeSpan.Zero);
        Assert.Equal(0, _house.Loop.PendingTimers);
    }

    [Fact]
    public void An_end_while_a_request_is_under_way_waits_for_it_and_still_takes_the_binding_back()
    {
        var registration = Begin(TimeSpan.FromSeconds(100));
        registration.End();
        _house.Loop.RunUntilIdle();

        Assert.Equal(RegistrationState.Ended, registration.State);
        Assert.Equal(0u, _sent[^1].Expires);
        Assert.Equal(0, _house.Table.Count);
    }

    private Registration Begin(TimeSpan expiry, string password = "secret")
    {
        var options = new RegistrationOptions(SipUri.Parse("sip:office"), SipUri.Parse("sip:128@office"), SipUri.Parse("sip:128@192.0.2.1"))
        {
            Credentials = new DigestCredentials("128", password),
            Expiry = expiry,
        };
        var registration = new Registration(_house.Loop, new Sender(this), options);
        registration.Begin();
        return registration;
    }

    private SipResponse Answer(SipRequest request)
    {
        _sent.Add(request);
        var whole = request.Push(new Via("UDP", "192.0.2.1", null, SipParameters.Empty.With("branch", $"z9hG4bK{_sent.Count}")));
        Assert.True(SipParser.TryParse(SipWriter.ToArray(whole), out var message, out var fault), fault?.ToString());
        return _instead?.Invoke((SipRequest)message) ?? TestRequest.Ask(_house.Registrar, (SipRequest)message);
    }

    private sealed class Sender(RegistrationTests owner) : IRequestSender
    {
        public void Request(SipRequest request, Action<SipResponse> completed) =>
            owner._house.Loop.Post(static call => call.Completed(call.Owner.Answer(call.Request)), (Owner: owner, Request: request, Completed: completed));

        public void Request(SipRequest request, Action<SipResponse> completed, Action<Flow> sent)
        {
            sent(owner._flow);
            Request(request, completed);
        }
    }
}
