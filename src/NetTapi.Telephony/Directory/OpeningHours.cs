namespace NetTapi.Telephony.Directory;

/// <summary>A stretch of the day, on some days of the week; written <c>mon-fri</c>, <c>08:00</c>, <c>17:00</c>.</summary>
/// <param name="Days">On which days.</param>
/// <param name="From">From when, since midnight.</param>
/// <param name="To">Until when, since midnight, itself not included; 24 h is the day's end.</param>
public sealed record OpeningHours(Weekdays Days, TimeSpan From, TimeSpan To)
{
    /// <summary>Whether a local time lies in it.</summary>
    public bool Contain(DateTime local) => Days.HasFlag(DayOf(local.DayOfWeek)) && local.TimeOfDay >= From && local.TimeOfDay < To;

    /// <summary>A day as a flag.</summary>
    public static Weekdays DayOf(DayOfWeek day) => (Weekdays)(1 << (((int)day + 6) % 7));
}

/// <summary>Days of the week.</summary>
[Flags]
public enum Weekdays
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Wednesday.</summary>
    Wednesday = 4,

    /// <summary>Thursday.</summary>
    Thursday = 8,

    /// <summary>Friday.</summary>
    Friday = 16,

    /// <summary>Saturday.</summary>
    Saturday = 32,

    /// <summary>Sunday.</summary>
    Sunday = 64,
}
