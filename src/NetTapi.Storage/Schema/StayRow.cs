using System.Collections.Immutable;
using NetTapi.Storage.Documents;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage.Schema;

/// <summary>A stay's row: what <c>call_info</c> answers, ready (Q2).</summary>
internal sealed class StayRow
{
    public int Serial { get; init; }

    public required string Uid { get; init; }

    public int Visit { get; init; }

    public bool Watched { get; init; }

    public CallDirection Direction { get; init; }

    public long Began { get; init; }

    public long Left { get; init; }

    public long Duration { get; init; }

    public long RingTime { get; init; }

    public long HoldTime { get; init; }

    /// <summary>The parties, a JSON array.</summary>
    public required string Parties { get; init; }

    /// <summary>The recordings, a JSON array: see <see cref="StoredRecordings"/>.</summary>
    public required string RecordingFiles { get; init; }

    public required string Dialled { get; init; }

    public required string CallerNumber { get; init; }

    public static StayRow Of(StayRecord stay) => new()
    {
        Serial = stay.Serial.Value,
        Uid = stay.User.Value,
        Visit = stay.Visit,
        Watched = stay.Watched,
        Direction = stay.Direction,
        Began = Microseconds.Of(stay.Began),
        Left = Microseconds.Of(stay.Left),
        Duration = Microseconds.Of(stay.Duration),
        RingTime = Microseconds.Of(stay.RingTime),
        HoldTime = Microseconds.Of(stay.HoldTime),
        Parties = StoredJson.Write(stay.Parties),
        RecordingFiles = StoredRecordings.Write(stay.RecordingFiles, stay.RemovedRecordings),
        Dialled = stay.Dialled,
        CallerNumber = stay.CallerNumber,
    };

    public StayRecord ToRecord(string jobCode, string note) => new()
    {
        Serial = new Serial(Serial),
        User = new UserId(Uid),
        Visit = Visit,
        Watched = Watched,
        Direction = Direction,
        Began = Microseconds.Instant(Began),
        Left = Microseconds.Instant(Left),
        Duration = Microseconds.Time(Duration),
        RingTime = Microseconds.Time(RingTime),
        HoldTime = Microseconds.Time(HoldTime),
        Parties = StoredJson.Read<ImmutableArray<PartyRecord>>(Parties),
        RecordingFiles = StoredRecordings.Read(RecordingFiles).Present,
        RemovedRecordings = StoredRecordings.Read(RecordingFiles).Removed,
        Dialled = Dialled,
        CallerNumber = CallerNumber,
        JobCode = jobCode,
        Note = note,
    };
}

/// <summary>A stay with what was entered about its call; both null where the call's row is missing.</summary>
internal sealed record NotedStay(StayRow Stay, string? JobCode, string? Note)
{
    public StayRecord ToRecord() => Stay.ToRecord(JobCode ?? "", Note ?? "");
}
