using NetTapi.Loop;
using NetTapi.Protocol;
using NetTapi.Server.Sessions.Login;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Desks;

namespace NetTapi.Server.Sessions;

/// <summary>What every session of the server uses, in one hand.</summary>
internal sealed record SessionServices(
    SessionOptions Options,
    SessionRegistry Registry,
    SessionMetrics Metrics,
    OutboundBudget Budget,
    Authenticator Authenticator,
    Desk Desk,
    IControlLoop Loop,
    TimeProvider Time,
    ILogger<SessionConnection> Logger)
{
    /// <summary>Writes what strangers can cause.</summary>
    public StrangerLog Strangers { get; } = new(Logger, Time);

    /// <summary>The limits of messages (W7), in the protocol's own terms.</summary>
    public ProtocolLimits Limits { get; } = new()
    {
        MaxMessageBytes = Options.MaxMessageBytes,
        MaxUnits = Options.MaxUnits,
        MaxValueBytes = Options.MaxValueBytes,
    };
}
