using System.Buffers;

namespace NetTapi.Testing;

/// <summary>
/// One way in which bytes may arrive (W8). A stream keeps no borders of messages: every test of the wire runs over all of them, so that no code can rely on one.
/// </summary>
public sealed class Segmentation
{
    private static readonly byte[] Padding = " \t\r\n\0"u8.ToArray();

    private Segmentation(string name, params byte[][] segments)
    {
        Name = name;
        Segments = segments;
    }

    /// <summary>What is done, for the message of a failing test.</summary>
    public string Name { get; }

    /// <summary>The bytes, in the pieces in which they arrive.</summary>
    public IReadOnlyList<byte[]> Segments { get; }

    /// <summary>The bytes whole, padded as W4 allows, split at each index, and one byte a segment.</summary>
    public static IEnumerable<Segmentation> Of(byte[] wire)
    {
        yield return new("whole", wire);
        yield return new("padded", [.. Padding, .. wire, .. Padding]);
        for (var index = 1; index < wire.Length; index++)
        {
            yield return new($"split at {index}", wire[..index], wire[index..]);
        }

        yield return new("one byte a segment", [.. wire.Select(value => new[] { value })]);
    }

    /// <summary>All pieces as one sequence.</summary>
    public ReadOnlySequence<byte> Sequence()
    {
        if (Segments.Count == 0) return ReadOnlySequence<byte>.Empty;
        var first = new Piece(Segments[0], null);
        var last = first;
        foreach (var segment in Segments.Skip(1)) last = new Piece(segment, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> bytes, Piece? previous)
        {
            Memory = bytes;
            if (previous is null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
