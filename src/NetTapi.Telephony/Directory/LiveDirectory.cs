namespace NetTapi.Telephony.Directory;

/// <summary>
/// The directory in force and the statuses users have chosen. Changed on the loop only; <see cref="Current"/> is readable from any thread. Calls that run keep the
/// directory they began with.
/// </summary>
public sealed class LiveDirectory(DirectoryIndex initial, IReadOnlyDictionary<UserId, string> statuses, Action<UserId, string> keepStatus)
{
    private readonly Dictionary<UserId, string> _statuses = new(statuses);
    private volatile DirectoryIndex _current = initial;

    /// <summary>The directory in force.</summary>
    public DirectoryIndex Current => _current;

    /// <summary>Called on the loop after the directory was replaced.</summary>
    public event Action? Replaced;

    /// <summary>Called on the loop after a user's status changed.</summary>
    public event Action<UserId, Status>? StatusChanged;

    /// <summary>Puts another directory in force.</summary>
    public void Replace(DirectoryIndex directory)
    {
        _current = directory;
        Replaced?.Invoke();
    }

    /// <summary>The user's status: the one he chose, if it still exists, else the system's first; null where there are none.</summary>
    public Status? StatusOf(User user) =>
        (_statuses.GetValueOrDefault(user.Uid) is { } chosen ? Current.StatusOf(user, chosen) : null) ?? Current.Data.Statuses.FirstOrDefault();

    /// <summary>Whether calls ring the user.</summary>
    public bool Rings(User user) => StatusOf(user)?.Rings ?? true;

    /// <summary>Sets a user's status (C6).</summary>
    /// <returns>False where neither the system nor the user has a status of that name.</returns>
    public bool TryChoose(User user, string name)
    {
        if (Current.StatusOf(user, name) is not { } status) return false;
        if (_statuses.GetValueOrDefault(user.Uid) == status.Name) return true;
        _statuses[user.Uid] = status.Name;
        keepStatus(user.Uid, status.Name);
        StatusChanged?.Invoke(user.Uid, status);
        return true;
    }
}
