using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Lines;

/// <summary>Which outside lines are in use: the only owner of that. A line stays taken through changes of the directory, until its leg returns it.</summary>
internal sealed class LinePool
{
    private readonly Dictionary<LineNumber, LineReservation> _taken = [];
    private readonly Dictionary<LineNumber, long> _returned = [];
    private long _count;

    /// <summary>How many lines are in use.</summary>
    public int Taken => _taken.Count;

    /// <summary>Takes a free line.</summary>
    /// <param name="lines">The lines that will do, in the order of their group.</param>
    /// <param name="pick">Which of those that are free.</param>
    /// <param name="isEmergency">Whether it is for a call for help, from which no line is taken.</param>
    /// <returns>Null where all are in use.</returns>
    public LineReservation? TryReserve(IEnumerable<LineNumber> lines, LinePick pick = LinePick.Ascending, bool isEmergency = false)
    {
        var free = lines.Where(line => !_taken.ContainsKey(line)).Select(line => (LineNumber?)line);
        return Pick(free, pick) is { } line ? Reserve(line, isEmergency) : null;
    }

    /// <summary>Takes a line from the call that has it, for one that is worth more: from a click-to-dial that is not sent yet where there is one, else from the youngest call; never from an emergency call.</summary>
    /// <param name="lines">The lines that will do.</param>
    /// <returns>The line, and what is to give it up; null where none can be taken.</returns>
    public (LineReservation Line, LineReservation From)? TryTakeOver(IEnumerable<LineNumber> lines)
    {
        var from = lines.Distinct()
            .Select(line => _taken.GetValueOrDefault(line))
            .OfType<LineReservation>()
            .Where(held => !held.IsEmergency)
            .OrderByDescending(held => held.Holder is { IsSent: false })
            .ThenByDescending(held => held.Order)
            .FirstOrDefault();
        return from is null ? null : (Reserve(from.Line, isEmergency: true), from);
    }

    private LineNumber? Pick(IEnumerable<LineNumber?> free, LinePick pick) => pick switch
    {
        LinePick.Descending => free.LastOrDefault(),
        // The first of those never used, in the group's order.
        LinePick.LeastRecentlyUsed => free.MinBy(line => _returned.GetValueOrDefault(line!.Value)),
        _ => free.FirstOrDefault(),
    };

    private LineReservation Reserve(LineNumber line, bool isEmergency) => _taken[line] = new LineReservation(line, ++_count, isEmergency, Return);

    /// <summary>A line that has changed hands is not its former holder's to return.</summary>
    private void Return(LineReservation reservation)
    {
        if (_taken.GetValueOrDefault(reservation.Line) != reservation) return;
        _taken.Remove(reservation.Line);
        _returned[reservation.Line] = ++_count;
    }
}
