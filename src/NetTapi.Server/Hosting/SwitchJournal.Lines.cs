using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using NetTapi.Telephony;

namespace NetTapi.Server.Hosting;

/// <summary>Lines, gateways and calls for help. What gateways are down can be asked for from any thread.</summary>
internal sealed partial class SwitchJournal
{
    private readonly ConcurrentDictionary<string, (bool IsUp, string Reason)> _gateways = new();
    private readonly Counter<long> _emergencies;
    private readonly Counter<long> _sacrificed;
    private readonly Counter<long> _lineFailures;
    private readonly Counter<long> _refusals;

    /// <summary>The gateways that can't be called, each with the reason.</summary>
    public ImmutableArray<string> GatewaysDown =>
        [.. _gateways.Where(gateway => !gateway.Value.IsUp).Select(gateway => $"{gateway.Key}: {gateway.Value.Reason}").Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public void GatewayChanged(string gateway, bool isUp, string reason)
    {
        _gateways[gateway] = (isUp, reason);
        if (isUp) WriteGatewayUp(gateway, reason);
        else WriteGatewayDown(gateway, reason);
    }

    /// <inheritdoc />
    public void GatewayForgotten(string gateway) => _gateways.TryRemove(gateway, out _);

    /// <inheritdoc />
    public void LineFailed(string gateway, LineNumber line, string reason, bool isTriedElsewhere)
    {
        _lineFailures.Add(1, new KeyValuePair<string, object?>("gateway", gateway));
        if (isTriedElsewhere) WriteTriedElsewhere(gateway, line, reason);
        else WriteLineFailed(gateway, line, reason);
    }

    /// <inheritdoc />
    public void GatewayFull(string gateway) => Refuse("gateway full", () => WriteGatewayFull(gateway));

    /// <inheritdoc />
    public void RouteMissing(string gateway, string dialled) => Refuse("no route", () => WriteRouteMissing(gateway, dialled.Length == 0 ? "no number" : dialled));

    /// <inheritdoc />
    public void TrunkGroupFull(TrunkGroupNumber group, bool isDown) =>
        Refuse("no line", () => WriteTrunkGroupFull(group, isDown ? "every gateway there is down" : "every line there is in use"));

    /// <inheritdoc />
    public void MediaPortsExhausted() => Refuse("no media port", WriteMediaPortsExhausted);

    /// <inheritdoc />
    public void EmergencyDialled(string number, StationNumber? station, LineNumber line)
    {
        _emergencies.Add(1, new KeyValuePair<string, object?>("result", "placed"));
        WriteEmergency(CallerAt(station), number, line);
    }

    /// <inheritdoc />
    public void EmergencyFailed(string number, StationNumber? station, bool isUnsent)
    {
        _emergencies.Add(1, new KeyValuePair<string, object?>("result", isUnsent ? "no line" : "failed"));
        WriteEmergencyFailed(CallerAt(station), number, isUnsent ? "there is no line" : "every line that was tried led nowhere");
    }

    /// <inheritdoc />
    public void LineTakenForEmergency(LineNumber line, CallKey? call)
    {
        _sacrificed.Add(1);
        WriteLineTaken(line, call?.Value ?? "not connected yet");
    }

    private static string CallerAt(StationNumber? station) => station is { } known ? $"station {known}" : "a caller without a phone here";

    private void Refuse(string reason, Action write)
    {
        _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Write(reason, write);
    }

    private IEnumerable<Measurement<int>> GatewayFigures() =>
        _gateways.Select(gateway => new Measurement<int>(gateway.Value.IsUp ? 1 : 0, new KeyValuePair<string, object?>("gateway", gateway.Key)));

    [LoggerMessage(1221, LogLevel.Information, "Gateway {Gateway} can be called: {Reason}.")]
    private partial void WriteGatewayUp(string gateway, string reason);

    [LoggerMessage(1222, LogLevel.Error, "Gateway {Gateway} is down: {Reason}. Its lines are skipped until it is back.")]
    private partial void WriteGatewayDown(string gateway, string reason);

    [LoggerMessage(1223, LogLevel.Warning, "Gateway {Gateway} could not place a call on line {Line}: {Reason}. Another way is tried.")]
    private partial void WriteTriedElsewhere(string gateway, LineNumber line, string reason);

    [LoggerMessage(1224, LogLevel.Error, "Gateway {Gateway} could not place a call on line {Line}: {Reason}. There is no other way.")]
    private partial void WriteLineFailed(string gateway, LineNumber line, string reason);

    [LoggerMessage(1225, LogLevel.Critical, "EMERGENCY CALL: {Caller} calls {Number} on line {Line}.")]
    private partial void WriteEmergency(string caller, string number, LineNumber line);

    [LoggerMessage(1226, LogLevel.Critical, "EMERGENCY CALL FAILED: {Caller} calls {Number}, and {Reason}.")]
    private partial void WriteEmergencyFailed(string caller, string number, string reason);

    [LoggerMessage(1227, LogLevel.Critical, "The call on line {Line} ({Call}) is ended: an emergency call needs the line.")]
    private partial void WriteLineTaken(LineNumber line, string call);

    [LoggerMessage(1231, LogLevel.Warning, "A call from gateway {Gateway} was refused: all its lines are in use.")]
    private partial void WriteGatewayFull(string gateway);

    [LoggerMessage(1232, LogLevel.Warning, "A call from gateway {Gateway} to {Number} was refused: no entry of Directory:Routes fits.")]
    private partial void WriteRouteMissing(string gateway, string number);

    [LoggerMessage(1233, LogLevel.Warning, "A call to the outside by trunk group {Group} was refused: {Reason}.")]
    private partial void WriteTrunkGroupFull(TrunkGroupNumber group, string reason);

    [LoggerMessage(1234, LogLevel.Error, "A party could not be connected: no port of Sip:RtpPorts is free. A call takes four.")]
    private partial void WriteMediaPortsExhausted();
}
