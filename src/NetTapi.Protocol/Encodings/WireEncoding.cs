using System.Buffers;

namespace NetTapi.Protocol.Encodings;

/// <summary>
/// How text stands on the wire of one listener (W6), and the barrier through which every value goes out (W5). Immutable; safe for use from several threads.
/// </summary>
public abstract class WireEncoding
{
    private protected WireEncoding(string name) => Name = name;

    /// <summary>UTF-8, the default.</summary>
    public static WireEncoding Utf8 { get; } = new Utf8Wire();

    /// <summary>Windows code page 1252.</summary>
    public static WireEncoding Windows1252 { get; } = new SingleByteWire("windows-1252", SingleByteWire.Windows1252High);

    /// <summary>ISO 8859-1.</summary>
    public static WireEncoding Latin1 { get; } = new SingleByteWire("latin1", null);

    /// <summary>Its name in the configuration: <c>utf-8</c>, <c>windows-1252</c> or <c>latin1</c>.</summary>
    public string Name { get; }

    /// <summary>The encoding of a name, without regard to case; null where there is none.</summary>
    public static WireEncoding? Find(string name) =>
        new[] { Utf8, Windows1252, Latin1 }.FirstOrDefault(encoding => encoding.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads bytes; those that are not valid become U+FFFD (W6).</summary>
    public abstract string Decode(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Writes a value so that it can be nothing but a value (W5): no angle bracket and no control character reaches the wire. A character that does not exist in the encoding
    /// becomes <c>?</c> (W6).
    /// </summary>
    public abstract void WriteValue(IBufferWriter<byte> output, ReadOnlySpan<char> value);

    /// <inheritdoc />
    public override string ToString() => Name;
}
