namespace NetTapi.Telephony.Switching;

/// <summary>Numbers the facts of one call as a switch sees them, so that two things that happened are never taken for one told twice (<see cref="CallFact.Nth"/>).</summary>
public sealed class FactNumbers
{
    private readonly Dictionary<CallFact, int> _ofLatest = [];
    private TimeSpan _latest;

    /// <summary>The fact with its number.</summary>
    /// <param name="fact">Something new; its instant is none before the last one's.</param>
    public T Number<T>(T fact)
        where T : CallFact
    {
        if (fact.At.Monotonic != _latest) _ofLatest.Clear();
        _latest = fact.At.Monotonic;
        var number = _ofLatest.GetValueOrDefault(fact);
        _ofLatest[fact] = number + 1;
        return fact with { Nth = number };
    }
}
