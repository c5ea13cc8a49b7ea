namespace NetTapi.Client;

/// <summary>Something the server said, or that nothing came from it.</summary>
public abstract class NetTapiException : Exception
{
    private protected NetTapiException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The server said no, and why.</summary>
public sealed class NetTapiRefusedException : NetTapiException
{
    internal NetTapiRefusedException(string verb, string error)
        : base(error) => Verb = verb;

    /// <summary>The verb refused, as <c>dial</c>.</summary>
    public string Verb { get; }

    /// <summary>The server's words, as <c>all lines busy</c>.</summary>
    public string Error => Message;
}

/// <summary>
/// There is no connection, or it was lost before the answer came. Whether the server carried out what was asked is not known in the second case; nothing is asked twice.
/// </summary>
public sealed class NetTapiConnectionException : NetTapiException
{
    internal NetTapiConnectionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
