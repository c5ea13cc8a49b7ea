using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetTapi.Sip.Messages;

/// <summary>Collects values whose number is not known before in a rented array, for a list of exactly their size. To be disposed.</summary>
internal ref struct Scratch<T>(int capacity)
{
    private T[] _values = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public void Add(T value)
    {
        if (Count == _values.Length) Grow();
        _values[Count++] = value;
    }

    public readonly ImmutableArray<T> ToList() => ImmutableCollectionsMarshal.AsImmutableArray(_values.AsSpan(0, Count).ToArray());

    public readonly void Dispose()
    {
        // What a message said must not live on in the pool.
        Array.Clear(_values, 0, Count);
        ArrayPool<T>.Shared.Return(_values);
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * _values.Length);
        _values.CopyTo(larger, 0);
        Dispose();
        _values = larger;
    }
}
