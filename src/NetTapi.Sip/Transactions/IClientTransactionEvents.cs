using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Transactions;

/// <summary>Who sent a request, and is told its answers. On the loop.</summary>
internal interface IClientTransactionEvents
{
    /// <summary>A response; of an INVITE, every 2xx that arrives, also a repeated one.</summary>
    void OnResponse(SipResponse response);

    /// <summary>No final response will come: none did in time (408), or the request could not be sent (503).</summary>
    void OnNoResponse(int status);
}
