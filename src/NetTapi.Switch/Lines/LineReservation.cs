using NetTapi.Telephony;

namespace NetTapi.Switch.Lines;

/// <summary>A line held for one leg, from before its INVITE to its end.</summary>
/// <param name="line">The line.</param>
/// <param name="order">Its place among all reservations, in the order of their making.</param>
/// <param name="isEmergency">Whether it is for a call for help.</param>
/// <param name="giveBack">Takes it back; may be told again.</param>
internal sealed class LineReservation(LineNumber line, long order, bool isEmergency, Action<LineReservation> giveBack)
{
    /// <summary>The line.</summary>
    public LineNumber Line { get; } = line;

    /// <summary>Its place among all reservations: the greatest is the youngest.</summary>
    public long Order { get; } = order;

    /// <summary>Whether it is for a call for help.</summary>
    public bool IsEmergency { get; } = isEmergency;

    /// <summary>The leg that holds it; null until there is one.</summary>
    public ILineHolder? Holder { get; set; }

    /// <summary>Gives the line back. Returning it twice does nothing: it may be another's by then.</summary>
    public void Return() => giveBack(this);
}
