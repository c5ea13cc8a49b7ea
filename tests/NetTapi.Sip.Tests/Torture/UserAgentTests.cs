using System.Globalization;
using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Tests.Invites;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>The messages of RFC 4475 as a user agent gets them, over the wire: whatever comes, it answers or is silent, and nothing is left of it.</summary>
public class UserAgentTests
{
    private static readonly IPEndPoint Stranger = IPEndPoint.Parse("10.0.0.9:5060");

    private readonly SimulatedLoop _loop = new(1);
    private readonly List<int> _answers = [];
    private readonly ITransport _wire;
    private readonly Peer _agent;

    public UserAgentTests()
    {
        var network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _agent = new Peer(_loop, network, "10.0.0.1:5060") { OnCall = static invite => invite.Reject(603) };
        _wire = network.Attach(Stranger);
        _wire.Start(new Answers(_answers));
    }

    [TortureFact]
    public void No_message_makes_it_throw_or_leaves_anything_behind()
    {
        foreach (var name in TortureMessages.Names) Send(name);
        _loop.RunUntilIdle();
        Assert.Empty(_agent.Faults);
        Assert.Equal((0, 0, 0), (_agent.Agent.Figures.Transactions, _agent.Agent.Figures.Dialogs, _agent.Agent.Figures.Ringing));
        Assert.Equal(0, _loop.PendingTimers);
    }

    [TortureFact]
    public void A_good_call_is_offered_and_a_bad_one_is_refused_with_the_status_that_says_why()
    {
        (string Name, int Status)[] expected =
        [
            ("wsinv", 481), ("esc01", 603), ("lwsdisp", 200), ("longreq", 603), ("dblreq", 405), ("semiuri", 200), ("transports", 200), ("intmeth", 501), ("esc02", 501),
            ("badinv01", 400), ("clerr", 400), ("ncl", 400), ("quotbal", 400), ("ltgtruri", 400), ("lwsruri", 400), ("mcl01", 400), ("multi01", 400), ("insuf", 400),
            ("badvers", 505), ("unkscm", 416), ("novelsc", 416), ("bext01", 420), ("invut", 415), ("sdp01", 406), ("regbadct", 400), ("mismatch01", 400), ("scalar02", 400),
        ];
        Assert.All(expected, one => Assert.Equal((one.Name, one.Status), (one.Name, AnswerTo(one.Name))));
    }

    [TortureFact]
    public void A_response_that_belongs_to_nobody_is_dropped()
    {
        foreach (var name in (string[])["bcast", "bigcode", "badreason", "unreason", "noreason", "scalarlg"])
        {
            if (TortureMessages.Names.Contains(name)) Send(name);
        }

        _loop.RunUntilIdle();
        Assert.Empty(_answers);
        Assert.Empty(_agent.Log);
    }

    private int AnswerTo(string name)
    {
        _answers.Clear();
        Send(name);
        _loop.RunUntilIdle();
        return _answers.LastOrDefault(status => status >= 200);
    }

    private void Send(string name) => _wire.Send(_wire.FlowTo(IPEndPoint.Parse("10.0.0.1:5060")), TortureMessages.Bytes(name));

    private sealed class Answers(List<int> statuses) : ITransportReceiver
    {
        public void OnMessage(Flow flow, ReadOnlyMemory<byte> message)
        {
            // The status line alone: what is copied from a malformed request is as malformed in the answer.
            statuses.Add(int.Parse(Encoding.ASCII.GetString(message.Span["SIP/2.0 ".Length..][..3]), CultureInfo.InvariantCulture));
        }

        public void OnFlowFailed(Flow flow) => Assert.Fail("UDP does not fail here");
    }
}
