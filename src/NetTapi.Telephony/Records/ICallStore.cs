using System.Collections.Immutable;

namespace NetTapi.Telephony.Records;

/// <summary>
/// Where calls are kept. Writes never block: they are queued, written in order and in groups, and tried again while the disk refuses.
/// Reads may come from any thread.
/// </summary>
public interface ICallStore
{
    /// <summary>Reserves serials that no one else gets, on disk before they are used (N8).</summary>
    /// <param name="count">How many.</param>
    /// <param name="reserved">Called once, on any thread, when the block is on disk.</param>
    void ReserveSerials(int count, Action<SerialBlock> reserved);

    /// <summary>Writes a call's row at its beginning, and again at its end; nobody waits for it. Keyed by serial.</summary>
    void SaveCall(CallRecord call);

    /// <summary>Writes a stay's record (Q10).</summary>
    /// <param name="stay">The record; it replaces one of the same serial and user (N9).</param>
    /// <param name="committed">Called once, on any thread, when it is durable: never before, however long the disk refuses.</param>
    void SaveStay(StayRecord stay, Action committed);

    /// <summary>The stays of a call that are on disk, one a user, in no order; empty for a serial that has none.</summary>
    ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation);

    /// <summary>The user's latest incoming outside call that is on disk, or null (L1).</summary>
    ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation);

    /// <summary>Calls without an end, as a crash leaves them; read once at the start (N13).</summary>
    ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation);

    /// <summary>Sets what a user entered about a call (Q11); false if the serial is unknown.</summary>
    ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation);

    /// <summary>Marks recordings as removed in every stay that lists them: call before their files are deleted, so that none is listed that is not there.</summary>
    /// <param name="paths">Absolute paths, as they were recorded; those no stay lists are passed over.</param>
    /// <param name="cancellation">Ends the wait, not the marking.</param>
    /// <returns>How many stays were changed, once that is on disk.</returns>
    ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation);
}

/// <summary>Serials from <paramref name="First"/>, <paramref name="Count"/> of them.</summary>
public readonly record struct SerialBlock(int First, int Count);

/// <summary>Which way a call went, seen from the house.</summary>
public enum CallDirection
{
    /// <summary>Between stations.</summary>
    Internal,

    /// <summary>From outside (<c>I</c>, Q3).</summary>
    Incoming,

    /// <summary>To the outside (<c>O</c>, Q3).</summary>
    Outgoing,
}

/// <summary>A call's own row. Instants are UTC.</summary>
public sealed record CallRecord
{
    /// <summary>Its serial.</summary>
    public required Serial Serial { get; init; }

    /// <summary>The switch's key, to find it again after a restart.</summary>
    public required CallKey Key { get; init; }

    /// <summary>Which way it went.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>When it began: arrived on the line, or its outside leg was sent (Q3).</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether a restart closed it because a crash had cut it short (N13).</summary>
    public bool Interrupted { get; init; }

    /// <summary>Outside line, if any.</summary>
    public LineNumber? Line { get; init; }

    /// <summary>Caller's name; empty when unknown.</summary>
    public string CallerName { get; init; } = "";

    /// <summary>Caller's number; empty when unknown.</summary>
    public string CallerNumber { get; init; } = "";

    /// <summary>The number dialled, both ways.</summary>
    public string Dialled { get; init; } = "";

    /// <summary>The stays still open as last known, ready to be closed after a crash: what each record would be if its user left now.</summary>
    public ImmutableArray<StayRecord> OpenStays { get; init; } = [];

    /// <summary>What happened, in order: one JSON document.</summary>
    public string Timeline { get; init; } = "[]";
}

/// <summary>
/// What <c>call_info</c> answers for one user and call (Q2–Q7): the figures up to the moment he left. One a serial and user; a user who came back
/// has it rewritten (N9).
/// </summary>
public sealed record StayRecord
{
    /// <summary>The call's serial.</summary>
    public required Serial Serial { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>How many times he has been in the call, from 1.</summary>
    public int Visit { get; init; } = 1;

    /// <summary>Whether he was watched when he left, by anyone (Q8).</summary>
    public bool Watched { get; init; }

    /// <summary>Which way the call went.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>When the call began, UTC (Q3).</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When he left, UTC.</summary>
    public required DateTimeOffset Left { get; init; }

    /// <summary>From the call's beginning to his leaving (Q4).</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Q4.</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>Q4.</summary>
    public required TimeSpan HoldTime { get; init; }

    /// <summary>The parties, in the order they joined (Q2).</summary>
    public required ImmutableArray<PartyRecord> Parties { get; init; }

    /// <summary>Recording files that are there, whole and closed: absolute paths, in the order they began (Q2, Q10).</summary>
    public ImmutableArray<string> RecordingFiles { get; init; } = [];

    /// <summary>Those that were there and that retention has removed; <c>call_info</c> does not list them.</summary>
    public ImmutableArray<string> RemovedRecordings { get; init; } = [];

    /// <summary>The number of the outside party dialled in to (L1).</summary>
    public string Dialled { get; init; } = "";

    /// <summary>The outside caller's number (L1).</summary>
    public string CallerNumber { get; init; } = "";

    /// <summary>What the user entered (Q11); filled in by the store at reading.</summary>
    public string JobCode { get; init; } = "";

    /// <summary>What the user entered (Q11); filled in by the store at reading.</summary>
    public string Note { get; init; } = "";
}

/// <summary>The kinds of party (Q7).</summary>
public enum VoiceType
{
    /// <summary>Internal station (<c>S</c>).</summary>
    Station,

    /// <summary>Outside line (<c>L</c>).</summary>
    Line,
}

/// <summary>One party of a call as <c>call_info</c> tells it (Q7).</summary>
/// <param name="VoiceType">Station or line.</param>
/// <param name="DeviceIndex">Line number, or number of the station used.</param>
/// <param name="Number">The outside number, or the user's uid.</param>
/// <param name="Name">Caller ID name or the user's full name; empty where there is none (the wire says <c>Unknown</c>).</param>
/// <param name="Duration">From its being offered or connected to its leaving.</param>
/// <param name="RingTime">Its own ringing.</param>
public sealed record PartyRecord(VoiceType VoiceType, int DeviceIndex, string Number, string Name, TimeSpan Duration, TimeSpan RingTime);

/// <summary>The user's latest incoming outside call (L1).</summary>
/// <param name="Serial">The call's serial: of two calls, the greater began later.</param>
/// <param name="Number">The caller's number.</param>
/// <param name="Dialled">The number dialled.</param>
/// <param name="Active">Whether he is in it.</param>
public sealed record LatestIncomingCall(Serial Serial, string Number, string Dialled, bool Active);
