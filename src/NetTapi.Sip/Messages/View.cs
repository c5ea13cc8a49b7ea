using System.Collections.Immutable;

namespace NetTapi.Sip.Messages;

/// <summary>A typed reading of headers, made when first asked for. Reading twice at once does the work twice and gives the same.</summary>
internal struct View<T>
    where T : class
{
    private volatile bool _known;
    private T? _value;

    public T? Get(SipMessage message, Func<SipMessage, T?> read)
    {
        if (_known) return _value;
        _value = read(message);
        _known = true;
        return _value;
    }

    /// <summary>The same for a message that has the same headers.</summary>
    public readonly View<T> Copy() => _known ? new View<T> { _value = _value, _known = true } : default;
}

/// <summary>The same for lists.</summary>
internal struct ListView<T>
{
    private ImmutableArray<T> _values;

    public ImmutableArray<T> Get(SipMessage message, Func<SipMessage, ImmutableArray<T>> read)
    {
        if (_values.IsDefault) _values = read(message);
        return _values;
    }
}
