using Microsoft.AspNetCore.Connections;

namespace NetTapi.Server.Sessions;

/// <summary>Runs one NetTAPI connection (S1). One instance a listener.</summary>
internal sealed class NetTapiConnectionHandler : ConnectionHandler
{
    /// <inheritdoc />
    public override Task OnConnectedAsync(ConnectionContext connection) => throw new NotImplementedException();
}
