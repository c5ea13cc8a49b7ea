namespace NetTapi.Cli;

/// <summary>How the program ends.</summary>
internal static class ExitStatus
{
    public const int Ok = 0;

    /// <summary>The server said no; its words are on standard error.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no connection.</summary>
    public const int NoConnection = 3;
}
