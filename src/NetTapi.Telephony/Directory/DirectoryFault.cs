namespace NetTapi.Telephony.Directory;

/// <summary>Something in a directory that can't be.</summary>
/// <param name="Path">Key path, for example <c>Directory:Users:1:Stations:0</c>.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record DirectoryFault(string Path, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Message}";
}
