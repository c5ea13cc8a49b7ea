namespace NetTapi.Protocol.Messages;

/// <summary>What the server says: a response or a notice. Immutable.</summary>
public abstract record ServerMessage
{
    private protected ServerMessage()
    {
    }

    /// <summary>The message on the wire, without its terminator.</summary>
    public sealed override string ToString() => WireText.Of(this);

    /// <summary>Writes the units behind the type byte.</summary>
    internal abstract void WriteUnits(ref UnitWriter units);
}
