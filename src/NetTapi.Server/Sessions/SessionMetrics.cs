using System.Diagnostics.Metrics;
using NetTapi.Server.Sessions.Outbound;

namespace NetTapi.Server.Sessions;

/// <summary>The figures of NetTAPI sessions, under the meter <c>NetTapi.Sessions</c>. Safe for use from several threads.</summary>
internal sealed class SessionMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "NetTapi.Sessions";

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _connections;
    private readonly UpDownCounter<long> _sessions;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _cutOffs;
    private readonly Counter<long> _sent;

    public SessionMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _connections = _meter.CreateUpDownCounter<long>("nettapi.connections", description: "Connections open now, logged in or not.");
        _sessions = _meter.CreateUpDownCounter<long>("nettapi.sessions", description: "Sessions logged in now.");
        _refused = _meter.CreateCounter<long>("nettapi.connections.refused", description: "Connections closed at once, by reason.");
        _logins = _meter.CreateCounter<long>("nettapi.logins", description: "Logins, by result.");
        _requests = _meter.CreateCounter<long>("nettapi.requests", description: "Commands and queries taken.");
        _malformed = _meter.CreateCounter<long>("nettapi.requests.malformed", description: "Messages refused as malformed or over a limit.");
        _notices = _meter.CreateCounter<long>("nettapi.notices", description: "Notices put into sessions' queues.");
        _cutOffs = _meter.CreateCounter<long>("nettapi.cut_offs", description: "Sessions cut off because they fell behind, by reason.");
        _sent = _meter.CreateCounter<long>("nettapi.bytes.sent", "By", "Bytes handed to the transport.");
    }

    public void ConnectionOpened() => _connections.Add(1);

    public void ConnectionClosed() => _connections.Add(-1);

    public void SessionBegan() => _sessions.Add(1);

    public void SessionEnded() => _sessions.Add(-1);

    public void ConnectionRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Login(string result) => _logins.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Request() => _requests.Add(1);

    public void Malformed() => _malformed.Add(1);

    public void NoticesHandedOver(int count) => _notices.Add(count);

    public void CutOff(CutOff reason) => _cutOffs.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Sent(int bytes) => _sent.Add(bytes);

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
