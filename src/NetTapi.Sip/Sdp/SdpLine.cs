namespace NetTapi.Sip.Sdp;

/// <summary>One line of a description, raw.</summary>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">What follows it.</param>
public readonly record struct SdpLine(char Type, string Value)
{
    /// <summary>An attribute: <c>a=name</c> or <c>a=name:value</c>.</summary>
    public static SdpLine Attribute(string name, string? value = null) => new('a', value is null ? name : $"{name}:{value}");

    /// <summary>Whether this is the named attribute.</summary>
    public bool IsAttribute(string name) =>
        Type == 'a' && Value.StartsWith(name, StringComparison.Ordinal) && (Value.Length == name.Length || Value[name.Length] == ':');

    /// <summary>What follows the colon of an attribute; empty for a flag.</summary>
    public string AttributeValue => Value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? Value[(colon + 1)..] : string.Empty;

    /// <inheritdoc />
    public override string ToString() => $"{Type}={Value}";
}
