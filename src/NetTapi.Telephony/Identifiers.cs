namespace NetTapi.Telephony;

/// <summary>A user's extension number as the wire carries it (<c>uid</c>): digits, kept as written.</summary>
public readonly record struct UserId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The number of a station: a telephone, or a place where one registers.</summary>
public readonly record struct StationNumber(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The number of an outside line; one call a line.</summary>
public readonly record struct LineNumber(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The number of a trunk group: one digit, the <c>n</c> of an access code <c>8n</c> (C1).</summary>
public readonly record struct TrunkGroupNumber(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A call's serial: from 1 up, never used again (N8).</summary>
public readonly record struct Serial(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A call's slot: the lowest number free, from 1 (N7).</summary>
public readonly record struct Slot(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a switch calls a call: opaque, unique in that switch across restarts.</summary>
public readonly record struct CallKey(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
