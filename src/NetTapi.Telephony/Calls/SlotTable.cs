namespace NetTapi.Telephony.Calls;

/// <summary>The one table of slots: the lowest free number, from 1 (N7).</summary>
internal sealed class SlotTable
{
    private readonly SortedSet<int> _freed = [];
    private int _highest;

    /// <summary>Slots in use.</summary>
    public int Taken => _highest - _freed.Count;

    public Slot Take()
    {
        if (_freed.Count == 0) return new Slot(++_highest);
        var lowest = _freed.Min;
        _freed.Remove(lowest);
        return new Slot(lowest);
    }

    public void Free(Slot slot)
    {
        if (slot.Value < 1 || slot.Value > _highest || !_freed.Add(slot.Value)) throw new InvalidOperationException($"Slot {slot} is free already.");
    }
}
