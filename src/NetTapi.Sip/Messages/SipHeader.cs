namespace NetTapi.Sip.Messages;

/// <summary>One header line as it was received or is to be sent: the name as spelled, the value raw but unfolded to one line.</summary>
public readonly record struct SipHeader
{
    /// <summary>Makes a header.</summary>
    /// <exception cref="ArgumentException">
    /// The name is empty, or name or value would break the line: nothing said by one peer may add a header for another.
    /// </exception>
    public SipHeader(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('\r', '\n', ':') || value.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("A header is one line.", nameof(value));
        Name = name;
        Value = value;
        CanonicalName = HeaderNames.Canonical(name);
    }

    /// <summary>The name as spelled, perhaps compact.</summary>
    public string Name { get; }

    /// <summary>The value, without white space around it.</summary>
    public string Value { get; }

    /// <summary>The full, customary spelling of the name, found once because headers are looked up many times.</summary>
    internal string CanonicalName { get; }

    /// <summary>Whether this is the named header, in whatever case or form it is written.</summary>
    public bool Is(string name) => IsCanonical(HeaderNames.Canonical(name));

    /// <summary>The same for a name that is canonical already.</summary>
    internal bool IsCanonical(string name) => CanonicalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {Value}";
}
