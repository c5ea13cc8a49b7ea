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

    private SipHeader(string name, string canonicalName, string value)
    {
        Name = name;
        CanonicalName = canonicalName;
        Value = value;
    }

    /// <summary>A header read from one line: a name that is a token, a value without line ends.</summary>
    internal static SipHeader Read(ReadOnlySpan<byte> name, string value)
    {
        var spelled = HeaderNames.Intern(name, out var canonical);
        return new SipHeader(spelled, canonical, value);
    }

    /// <summary>The name as spelled, perhaps compact.</summary>
    public string Name { get; }

    /// <summary>The value, without white space around it.</summary>
    public string Value { get; }

    /// <summary>The full, customary spelling of a known name, found once because headers are looked up many times; an unknown name as spelled.</summary>
    internal string CanonicalName { get; }

    /// <summary>Whether this is the named header, in whatever case or form it is written.</summary>
    public bool Is(string name) => IsCanonical(HeaderNames.Canonical(name));

    /// <summary>The same for a name that is canonical already.</summary>
    internal bool IsCanonical(string name) => CanonicalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {Value}";
}
