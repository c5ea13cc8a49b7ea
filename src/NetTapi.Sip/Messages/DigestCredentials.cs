namespace NetTapi.Sip.Messages;

/// <summary>A name and password for one server.</summary>
/// <param name="User">The name to authenticate as.</param>
/// <param name="Password">The password.</param>
public sealed record DigestCredentials(string User, string Password)
{
    /// <summary>The only realm they are for; any where null.</summary>
    public string? Realm { get; init; }

    /// <summary>The name alone: passwords are not for logs.</summary>
    public override string ToString() => User;
}
