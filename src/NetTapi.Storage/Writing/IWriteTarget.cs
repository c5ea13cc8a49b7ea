namespace NetTapi.Storage.Writing;

/// <summary>What a writer writes to. Used by the writer's thread only.</summary>
internal interface IWriteTarget : IDisposable
{
    /// <summary>Puts a group on disk, all of it or nothing. When it returns, the group is durable.</summary>
    /// <exception cref="StorageException">The disk refuses; nothing of the group is left in the database.</exception>
    void Commit(IReadOnlyList<Write> group);
}
