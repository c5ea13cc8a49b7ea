using NetTapi.Telephony;

namespace NetTapi.Switch.Lines;

/// <summary>Which outside lines are in use: the only owner of that. A line stays taken through changes of the directory, until its leg returns it.</summary>
internal sealed class LinePool
{
    private readonly HashSet<LineNumber> _taken = [];

    /// <summary>How many lines are in use.</summary>
    public int Taken => _taken.Count;

    /// <summary>Takes the first free line.</summary>
    /// <param name="lines">The lines that will do, in the order they are tried.</param>
    /// <returns>Null where all are in use.</returns>
    public LineReservation? TryReserve(IEnumerable<LineNumber> lines)
    {
        foreach (var line in lines)
        {
            if (_taken.Add(line)) return new LineReservation(line, () => _taken.Remove(line));
        }

        return null;
    }
}
