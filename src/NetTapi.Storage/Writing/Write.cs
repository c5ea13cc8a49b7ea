using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage.Writing;

/// <summary>One thing to put on disk. Applied inside a transaction, perhaps several times, and committed once.</summary>
internal abstract class Write
{
    /// <summary>Whether somebody waits for it to be on disk.</summary>
    public virtual bool IsAwaited => true;

    /// <summary>What is lost where it comes too late, for a line of the log; null where that is nothing.</summary>
    public abstract string? Content { get; }

    /// <summary>Called once, in the order of the queue, when it is durable.</summary>
    public virtual void Committed()
    {
    }
}

/// <summary>Reserves a block of serials (N8).</summary>
internal sealed class SerialsWrite(int count, Action<SerialBlock> reserved) : Write
{
    public override string? Content => "The reservation of serials";

    public int Count { get; } = count;

    /// <summary>Set by the target; a transaction that fails leaves a value that the next try sets anew.</summary>
    public int First { get; set; }

    public override void Committed() => reserved(new SerialBlock(First, Count));
}

/// <summary>A call's row. Nobody waits for it.</summary>
internal sealed class CallWrite(CallRecord call) : Write
{
    public override string? Content => $"The row of call {Call.Serial}";

    public override bool IsAwaited => false;

    public CallRecord Call { get; set; } = call;
}

/// <summary>A stay's record, for which an end notice waits (Q10).</summary>
internal sealed class StayWrite(StayRecord stay, Action committed) : Write
{
    public override string? Content => $"The record of call {Stay.Serial} for user {Stay.User}";

    public StayRecord Stay { get; } = stay;

    public override void Committed() => committed();
}

/// <summary>What a user entered about a call (Q11).</summary>
internal sealed class NoteWrite(Serial serial, string jobCode, string note) : Write
{
    public override string? Content => $"The note about call {Serial}";

    private readonly TaskCompletionSource<bool> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Serial Serial { get; } = serial;

    public string JobCode { get; } = jobCode;

    public string Note { get; } = note;

    /// <summary>Set by the target: whether there is such a call.</summary>
    public bool Found { get; set; }

    public Task<bool> Known => _known.Task;

    public override void Committed() => _known.SetResult(Found);
}

/// <summary>Marks recordings as removed in the stays that list them.</summary>
internal sealed class RemovalWrite(IReadOnlyList<(int Serial, string Uid)> stays, IReadOnlySet<string> paths) : Write
{
    public override string? Content => "That recordings were removed";

    private readonly TaskCompletionSource<int> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stays that listed them when they were looked for.</summary>
    public IReadOnlyList<(int Serial, string Uid)> Stays { get; } = stays;

    public IReadOnlySet<string> Paths { get; } = paths;

    /// <summary>Set by the target: how many stays were changed.</summary>
    public int Changed { get; set; }

    public Task<int> Done => _done.Task;

    public override void Committed() => _done.SetResult(Changed);
}

/// <summary>A status a user chose (C6).</summary>
internal sealed class StatusWrite(UserId user, string status) : Write
{
    public override string? Content => $"The status of user {User}";

    public UserId User { get; } = user;

    public string Status { get; set; } = status;
}

/// <summary>A whole directory.</summary>
internal sealed class DirectoryWrite(DirectoryData directory) : Write
{
    public override string? Content => "The directory";

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DirectoryData Directory { get; } = directory;

    public Task Done => _done.Task;

    public override void Committed() => _done.SetResult();
}

/// <summary>Deletes one page of old calls; once on disk, it queues the next page behind whatever has come in meanwhile.</summary>
internal sealed class ExpiryWrite(DateTimeOffset before, Action<Write> next, int after = 0) : Write
{
    public const int PageSize = 200;

    /// <remarks>The next start goes on where this one stopped.</remarks>
    public override string? Content => null;

    public DateTimeOffset Before { get; } = before;

    public int After { get; } = after;

    /// <summary>Set by the target: the last serial of the page, or null when there are no older calls.</summary>
    public int? Last { get; set; }

    public override void Committed()
    {
        if (Last is { } last) next(new ExpiryWrite(Before, next, last));
    }
}
