namespace NetTapi.Storage;

/// <summary>The databases calls and directory can be kept in.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, in a file of its own.</summary>
    Sqlite,
}
