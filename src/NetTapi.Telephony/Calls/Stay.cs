using System.Collections.Immutable;
using NetTapi.Telephony.Notices;

namespace NetTapi.Telephony.Calls;

/// <summary>What one user spends in one call, from the start notice to the end notice: the unit of record.</summary>
internal sealed class Stay(Call call, UserId user, int visit, ImmutableArray<IWatcher> watchers)
{
    public Call Call { get; } = call;

    public UserId User { get; } = user;

    /// <summary>How many times the user has been in this call, from 1 (N9).</summary>
    public int Visit { get; } = visit;

    /// <summary>Who was told of its start, and so is owed its end (N6, N10).</summary>
    public ImmutableArray<IWatcher> Watchers { get; } = watchers;

    /// <summary>Whether the user has left, but the record is not on disk yet.</summary>
    public bool IsClosing { get; set; }
}
