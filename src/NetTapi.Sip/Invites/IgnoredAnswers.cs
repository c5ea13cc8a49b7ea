using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>For requests whose answer changes nothing: the CANCEL, the BYE of a call that is over for us.</summary>
internal sealed class IgnoredAnswers : IClientTransactionEvents
{
    public static readonly IgnoredAnswers Instance = new();

    private IgnoredAnswers()
    {
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        // Whatever it says, there is nothing left to do.
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        // The peer is gone: so is the call.
    }
}
