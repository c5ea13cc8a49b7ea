namespace NetTapi.Storage;

/// <summary>The database can't be used as it is; the message says why, in words for an administrator.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Without a reason.</summary>
    public StorageException()
    {
    }

    /// <summary>With a reason.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what lies below it.</summary>
    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
