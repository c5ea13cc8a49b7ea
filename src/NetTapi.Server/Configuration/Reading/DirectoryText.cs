using System.Globalization;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>The notations of a directory's values, both ways: what is written here is read back the same. Reading throws a <see cref="FormatException"/> that says what a value must be.</summary>
internal static class DirectoryText
{
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A target: <c>user:128</c>, <c>group:sales</c>, <c>ivr:day</c>, <c>room:600</c>, <c>number:9,2148441111</c>, <c>hangup</c>.</summary>
    public static RouteTarget Target(string text)
    {
        if (text.Equals("hangup", StringComparison.OrdinalIgnoreCase)) return RouteTarget.Hangup;
        var (kind, name) = text.Split(':', 2) is [var first, { Length: > 0 } rest] ? (first, rest) : ("", "");
        return new RouteTarget(
            kind.ToUpperInvariant() switch
            {
                "USER" => RouteKind.User,
                "GROUP" => RouteKind.Group,
                "IVR" => RouteKind.Ivr,
                "ROOM" => RouteKind.Room,
                "NUMBER" => RouteKind.Number,
                _ => throw new FormatException("must be user:UID, group:NAME, ivr:NAME, room:NUMBER, number:NUMBER or hangup"),
            },
            name);
    }

    /// <summary>Days: <c>mon-fri</c>, <c>sat</c>, <c>mon,wed-fri</c>.</summary>
    public static Weekdays Days(string text) => text.Split(',').Select(Range).Aggregate(Weekdays.None, (all, some) => all | some);

    /// <summary>Days as they are read, each run of them from first to last.</summary>
    public static string Write(Weekdays days)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var day in Enumerable.Range(0, DayNames.Length).Where(day => days.HasFlag((Weekdays)(1 << day))))
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == day) runs[^1] = (runs[^1].First, day);
            else runs.Add((day, day));
        }

        return string.Join(",", runs.Select(run => run.First == run.Last ? DayNames[run.First] : $"{DayNames[run.First]}-{DayNames[run.Last]}"));
    }

    /// <summary>A time of day: <c>08:00</c>, <c>17:30:15</c>; <c>24:00</c> is the day's end.</summary>
    public static TimeSpan TimeOfDay(string text)
    {
        if (text is "24:00") return Day;
        return TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
            : throw new FormatException("must be a time of day like 08:00");
    }

    /// <summary>A time of day as it is read.</summary>
    public static string WriteTimeOfDay(TimeSpan time) => time == Day ? "24:00" : TimeOnly.FromTimeSpan(time).ToString(time.Seconds == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static Weekdays Range(string text)
    {
        var ends = text.Split('-').Select(name => Array.IndexOf(DayNames, name.Trim().ToLowerInvariant())).ToArray();
        if (ends.Length > 2 || ends.Contains(-1)) throw new FormatException("must be days like mon-fri, sat or mon,wed-fri");
        var days = Weekdays.None;
        for (var day = ends[0]; ; day = (day + 1) % DayNames.Length)
        {
            days |= (Weekdays)(1 << day);
            if (day == ends[^1]) return days;
        }
    }
}
