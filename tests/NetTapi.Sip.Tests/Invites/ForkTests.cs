using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>One INVITE that rings at several places (RFC 3261 12.1, 13.2.2.4), and calls sent elsewhere.</summary>
public class ForkTests
{
    private const string Place = "192.0.2.7:5060";

    private readonly CallHouse _house = new();
    private readonly RawPeer _proxy;
    private readonly Watcher _alice = new();

    public ForkTests() => _proxy = new RawPeer(_house, Place);

    [Fact]
    public void Early_media_of_several_places_is_told_apart()
    {
        var invite = Call();
        Say(invite, 183, ";tag=one", 4100);
        Say(invite, 183, ";tag=two", 4200);
        Say(invite, 180, ";tag=one", 4300);
        Run();
        Assert.Equal([("one", 183, 4100), ("two", 183, 4200), ("one", 180, 4300)], _alice.Progress);
        Assert.Equal((4300, 4200), (_alice.Of("one").Remote!.Audio!.Port, _alice.Of("two").Remote!.Audio!.Port));
        Say(invite, 200, ";tag=two", 4200);
        Run();
        Assert.Equal(4200, _alice.Session!.Remote!.Audio!.Port);
        Assert.Equal(1, _house.Alice.Figures.Dialogs);
        _alice.Session.End();
        _house.RunOut();
    }

    [Fact]
    public void Each_place_counts_its_reliable_responses_by_itself()
    {
        var invite = Call();
        Say(invite, 183, ";tag=one", 4100, 10);
        Say(invite, 183, ";tag=two", 4200, 500);
        Say(invite, 180, ";tag=one", 4100, 11);
        // Not in turn: 12 comes before it, and 10 was there.
        Say(invite, 181, ";tag=one", 4100, 13);
        Say(invite, 182, ";tag=one", 4100, 10);
        Run();
        Assert.Equal(["10 1 INVITE", "500 1 INVITE", "11 1 INVITE"], Pracks().Select(prack => prack.Headers.First(HeaderNames.RAck)));
        Assert.Equal(["one", "two", "one"], Pracks().Select(prack => prack.To!.Tag));
        Assert.Equal([183, 183, 180], _alice.Progress.Select(told => told.Status));
        Say(invite, 486, ";tag=one");
        _house.RunOut();
        Assert.Equal("failed 486", _alice.End);
    }

    [Fact]
    public void The_numbers_of_requests_go_on_from_the_early_dialog_to_the_answered_one()
    {
        var invite = Call();
        Say(invite, 183, ";tag=one", 4100, 10);
        Say(invite, 200, ";tag=one", 4100);
        Run();
        _alice.Session!.End();
        Run();
        Assert.Equal((2u, 3u), (Pracks()[0].CSeq!.Number, _proxy.Got.Single(request => request.Is(SipMethods.Bye)).CSeq!.Number));
        _house.RunOut();
    }

    [Fact]
    public void A_thousand_pretended_places_fill_nothing()
    {
        var invite = Call();
        for (var i = 0; i < 1000; i++) _proxy.Answer(invite, 180, $";tag=t{i}");
        Run();
        Assert.Equal(32, _house.Alice.Figures.Dialogs);
        for (var i = 0; i < 1000; i++) _proxy.Answer(invite, 200, $";tag=u{i}");
        Run();
        Assert.Equal(1, _house.Alice.Figures.Dialogs);
        _alice.Session!.End();
        _house.RunOut();
    }

    [Fact]
    public void A_call_sent_elsewhere_names_the_places_the_best_first()
    {
        var invite = Call();
        _proxy.Refuse(invite, 302, "<sip:second@192.0.2.9>;q=0.5, <sip:first@192.0.2.8>", "<sip:third@192.0.2.10>;q=0.1");
        Run();
        Assert.Equal("redirected sip:first@192.0.2.8 sip:second@192.0.2.9 sip:third@192.0.2.10", _alice.End);
        _house.RunOut();
    }

    [Fact]
    public void Who_does_not_follow_takes_it_for_a_failure()
    {
        var party = new Party();
        _house.Alice.Invite(CallHouse.To(Place), party);
        Assert.True(_house.Loop.RunUntil(() => _proxy.Got.Count > 0));
        _proxy.Refuse(_proxy.Got[0], 302, "<sip:first@192.0.2.8>");
        _house.RunOut();
        Assert.Equal(["failed 302"], party.Told);
    }

    private SipRequest Call()
    {
        _house.Alice.Invite(CallHouse.To(Place), _alice);
        Assert.True(_house.Loop.RunUntil(() => _proxy.Got.Count > 0));
        return _proxy.Got[0];
    }

    /// <summary>One after the other: what is sent at the same instant arrives in any order.</summary>
    private void Say(SipRequest invite, int status, string tag, int port = 4100, uint? reliable = null)
    {
        _proxy.Answer(invite, status, tag, port, reliable);
        _house.Loop.Run(TimeSpan.FromMilliseconds(10));
    }

    private SipRequest[] Pracks() => [.. _proxy.Got.Where(request => request.Is(SipMethods.Prack))];

    private void Run() => _house.Loop.Run(TimeSpan.FromSeconds(1));

    /// <summary>A caller who tells places apart.</summary>
    private sealed class Watcher : IOutgoingInviteEvents
    {
        private readonly Party _party = new();
        private readonly Dictionary<string, EarlyDialog> _early = [];

        public List<(string Tag, int Status, int Port)> Progress { get; } = [];

        public InviteSession? Session { get; private set; }

        public string? End { get; private set; }

        public EarlyDialog Of(string tag) => _early[tag];

        public void OnEarly(OutgoingInvite invite, EarlyDialog early, SipResponse response, Sip.Sdp.SessionDescription? description)
        {
            var tag = early.Dialog.Id.RemoteTag;
            _early[tag] = early;
            Progress.Add((tag, response.Status, description?.Audio!.Port ?? 0));
        }

        public void OnProgress(OutgoingInvite invite, SipResponse response, Sip.Sdp.SessionDescription? description) => Assert.Fail("Told with the place.");

        public void OnAnswered(OutgoingInvite invite, InviteSession session, Sip.Sdp.SessionDescription? description)
        {
            Session = session;
            session.Events = _party;
        }

        public void OnRedirected(OutgoingInvite invite, System.Collections.Immutable.ImmutableArray<NameAddress> contacts) =>
            End = $"redirected {string.Join(' ', contacts.Select(contact => contact.Uri))}";

        public void OnFailed(OutgoingInvite invite, int status, string reason) => End = $"failed {status}";
    }
}
