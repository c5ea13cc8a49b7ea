namespace NetTapi.Cli.Commands;

/// <summary>A raw connection could not be made.</summary>
internal sealed class NoServerException(string message) : Exception(message);
