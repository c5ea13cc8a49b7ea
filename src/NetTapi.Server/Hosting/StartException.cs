namespace NetTapi.Server.Hosting;

/// <summary>The server can't start, though its configuration is good; the message is the one line an administrator sees.</summary>
internal sealed class StartException : Exception
{
    /// <summary>Without a reason.</summary>
    public StartException()
    {
    }

    /// <summary>With a reason.</summary>
    public StartException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what lies below it.</summary>
    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
