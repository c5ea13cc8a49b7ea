namespace NetTapi.Server.Hosting;

/// <summary>The program's exit statuses.</summary>
internal static class ExitStatus
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The configuration is good, and yet it could not be done: a port in use, a database that refuses.</summary>
    public const int Failure = 1;

    /// <summary>Wrong arguments or configuration; nothing was begun.</summary>
    public const int WrongConfiguration = 2;
}
