namespace NetTapi.Loop;

/// <summary>A source of chance: tags, branches, nonces, challenges, jitter. Safe for use from several threads.</summary>
public abstract class Entropy
{
    /// <summary>Fills a span with random bytes.</summary>
    public abstract void Fill(Span<byte> bytes);

    /// <summary>A number from 0 up to, and not including, <paramref name="below"/> (at least 1).</summary>
    public int Next(int below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return (int)(BitConverter.ToUInt64(bytes) % (ulong)below);
    }

    /// <summary>Lower-case hexadecimal digits, two a random byte.</summary>
    public string Hex(int bytes)
    {
        Span<byte> buffer = stackalloc byte[64];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, buffer.Length);
        Fill(buffer[..bytes]);
        return Convert.ToHexStringLower(buffer[..bytes]);
    }
}
