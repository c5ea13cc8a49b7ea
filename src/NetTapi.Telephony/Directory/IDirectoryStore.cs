namespace NetTapi.Telephony.Directory;

/// <summary>Where the directory and the chosen statuses are kept.</summary>
public interface IDirectoryStore
{
    /// <summary>The directory, or null where none was ever put in place.</summary>
    ValueTask<DirectoryData?> ReadAsync(CancellationToken cancellation);

    /// <summary>Puts a directory in place, whole or not at all.</summary>
    ValueTask ReplaceAsync(DirectoryData directory, CancellationToken cancellation);

    /// <summary>The statuses users have chosen.</summary>
    ValueTask<IReadOnlyDictionary<UserId, string>> ReadStatusesAsync(CancellationToken cancellation);

    /// <summary>Keeps a chosen status; queued, never blocks, tried again while the disk refuses.</summary>
    void SaveStatus(UserId user, string status);
}
