using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>
/// Knows the facts of one call that were told already, so that one told twice, singly or in a snapshot's history, changes nothing. Facts of a call come in the order of
/// their instants: what is older than the latest was told before, and only those of the latest instant need be kept.
/// </summary>
internal sealed class FactMemory
{
    private readonly HashSet<CallFact> _ofLatest = [];
    private TimeSpan _latest;

    /// <summary>Takes a fact.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Add(CallFact fact)
    {
        if (fact.At.Monotonic < _latest) return false;
        if (fact.At.Monotonic > _latest) _ofLatest.Clear();
        _latest = fact.At.Monotonic;
        return _ofLatest.Add(fact);
    }

    /// <summary>Takes over what was told of a call that merged into this one, both at the instant of the merger.</summary>
    public void TakeOver(FactMemory other) => _ofLatest.UnionWith(other._ofLatest);
}
