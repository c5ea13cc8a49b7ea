using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Agents;

/// <summary>An OPTIONS that asks whether a peer is there (RFC 3261 11). Any final response says yes.</summary>
internal sealed class OptionsPing(IControlLoop loop, Action<PingOutcome> completed) : IClientTransactionEvents
{
    private readonly LoopInstant _began = loop.Now;

    public static void Send(IInviteHost host, SipUri target, NameAddress from, Action<PingOutcome> completed)
    {
        var entropy = host.Loop.Entropy;
        var request = new SipRequest(SipMethods.Options, target, new HeaderList(
            new SipHeader(HeaderNames.MaxForwards, "70"),
            new SipHeader(HeaderNames.From, from.WithTag(entropy.Hex(8)).ToString()),
            new SipHeader(HeaderNames.To, new NameAddress(target).ToString()),
            new SipHeader(HeaderNames.CallId, entropy.Hex(16)),
            new SipHeader(HeaderNames.CSeq, new CSeq(1, SipMethods.Options).ToString()),
            new SipHeader(HeaderNames.Accept, Sdp.SessionDescription.ContentType)));
        host.Send(host.Describe(request), null, new OptionsPing(host.Loop, completed), static _ => { });
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsFinal) Complete(PingAnswer.Answered, response.Status);
    }

    void IClientTransactionEvents.OnNoResponse(int status) => Complete(status == 408 ? PingAnswer.TimedOut : PingAnswer.Unreachable, status);

    private void Complete(PingAnswer answer, int status) => completed(new PingOutcome(answer, status, loop.Now.Since(_began)));
}
