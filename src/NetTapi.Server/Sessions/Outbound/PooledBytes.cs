using System.Buffers;

namespace NetTapi.Server.Sessions.Outbound;

/// <summary>A growing run of bytes in an array of the shared pool; nothing is rented while it is empty. A mutable value: keep it in one field.</summary>
internal struct PooledBytes
{
    private const int SmallestArray = 512;

    private byte[]? _array;

    /// <summary>Bytes in it.</summary>
    public int Count { get; private set; }

    /// <summary>Size of the array rented.</summary>
    public readonly int Capacity => _array?.Length ?? 0;

    /// <summary>The bytes; good until the next change.</summary>
    public readonly ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Count);

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        int needed = Count + bytes.Length;
        if (needed > Capacity) Grow(needed);
        bytes.CopyTo(_array.AsSpan(Count));
        Count = needed;
    }

    /// <summary>Empties it and gives the array back.</summary>
    public void Return()
    {
        if (_array is not null) ArrayPool<byte>.Shared.Return(_array);
        _array = null;
        Count = 0;
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, Capacity * 2), SmallestArray));
        if (_array is not null)
        {
            _array.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_array);
        }
        _array = larger;
    }
}
