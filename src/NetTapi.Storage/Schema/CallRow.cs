using System.Collections.Immutable;
using NetTapi.Storage.Documents;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage.Schema;

/// <summary>A call's row.</summary>
internal sealed class CallRow
{
    public int Serial { get; init; }

    public required string Key { get; init; }

    public CallDirection Direction { get; init; }

    public long Began { get; init; }

    public long? Ended { get; init; }

    public bool Interrupted { get; init; }

    public int? Line { get; init; }

    public required string CallerName { get; init; }

    public required string CallerNumber { get; init; }

    public required string Dialled { get; init; }

    /// <summary>The stays still open, a JSON array.</summary>
    public required string OpenStays { get; init; }

    /// <summary>What happened, a JSON array.</summary>
    public required string Timeline { get; init; }

    /// <summary>What a user entered (Q11). Never touched by a later writing of the row.</summary>
    public string JobCode { get; init; } = "";

    /// <summary>What a user entered (Q11).</summary>
    public string Note { get; init; } = "";

    public static CallRow Of(CallRecord call) => new()
    {
        Serial = call.Serial.Value,
        Key = call.Key.Value,
        Direction = call.Direction,
        Began = Microseconds.Of(call.Began),
        Ended = call.Ended is { } ended ? Microseconds.Of(ended) : null,
        Interrupted = call.Interrupted,
        Line = call.Line?.Value,
        CallerName = call.CallerName,
        CallerNumber = call.CallerNumber,
        Dialled = call.Dialled,
        OpenStays = call.OpenStays.IsEmpty ? "[]" : StoredJson.Write(call.OpenStays),
        Timeline = call.Timeline,
    };

    public CallRecord ToRecord() => new()
    {
        Serial = new Serial(Serial),
        Key = new CallKey(Key),
        Direction = Direction,
        Began = Microseconds.Instant(Began),
        Ended = Ended is { } ended ? Microseconds.Instant(ended) : null,
        Interrupted = Interrupted,
        Line = Line is { } line ? new LineNumber(line) : null,
        CallerName = CallerName,
        CallerNumber = CallerNumber,
        Dialled = Dialled,
        OpenStays = StoredJson.Read<ImmutableArray<StayRecord>>(OpenStays),
        Timeline = Timeline,
    };
}
