namespace NetTapi.Cli.Commands;

/// <summary>The command line, or the environment, does not say what it must.</summary>
internal sealed class UsageException(string message) : Exception(message);
