namespace NetTapi.Sip.Messages;

/// <summary>One parameter of a URI or header value.</summary>
/// <param name="Name">Its name as spelled; compared without case.</param>
/// <param name="Value">Its value raw, quotes included; null for a flag such as <c>lr</c>.</param>
public readonly record struct SipParameter(string Name, string? Value)
{
    /// <summary>What the value says, without quotes.</summary>
    public string? Text => Value is null ? null : HeaderText.Unquote(Value);

    /// <inheritdoc />
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
