using NetTapi.Telephony;

namespace NetTapi.Switch.Lines;

/// <summary>A line held for one leg, from before its INVITE to its end.</summary>
internal sealed class LineReservation(LineNumber line, Action giveBack)
{
    private bool _isReturned;

    /// <summary>The line.</summary>
    public LineNumber Line { get; } = line;

    /// <summary>Gives the line back. Returning it twice does nothing: it may be another's by then.</summary>
    public void Return()
    {
        if (_isReturned) return;
        _isReturned = true;
        giveBack();
    }
}
