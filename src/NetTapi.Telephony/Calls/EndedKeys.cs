namespace NetTapi.Telephony.Calls;

/// <summary>The keys of the calls that ended last, so that a birth told again after the end makes no second call of one.</summary>
internal sealed class EndedKeys(int kept)
{
    private readonly HashSet<CallKey> _keys = [];
    private readonly Queue<CallKey> _order = new();

    public bool Contains(CallKey key) => _keys.Contains(key);

    public void Add(CallKey key)
    {
        if (!_keys.Add(key)) return;
        _order.Enqueue(key);
        if (_order.Count > kept) _keys.Remove(_order.Dequeue());
    }
}
