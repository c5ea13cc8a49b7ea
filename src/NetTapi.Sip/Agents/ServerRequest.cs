using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>A request outside dialogs, over its server transaction.</summary>
internal sealed class ServerRequest(ServerTransaction transaction) : IncomingRequest
{
    /// <inheritdoc />
    public override SipRequest Request { get; } = transaction.Request;

    /// <inheritdoc />
    public override Flow Flow => transaction.Flow;

    /// <inheritdoc />
    public override void Respond(SipResponse response) => transaction.Respond(response);
}
