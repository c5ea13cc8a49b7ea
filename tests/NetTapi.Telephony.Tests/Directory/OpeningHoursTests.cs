using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Tests.Directory;

/// <summary>When a script is open.</summary>
public class OpeningHoursTests
{
    // An office that works through the night from Friday to Saturday: hours past midnight are two entries.
    private static readonly Script Night = new()
    {
        Name = "night",
        Hours =
        [
            new OpeningHours(Weekdays.Monday | Weekdays.Friday, TimeSpan.FromHours(8), TimeSpan.FromHours(17)),
            new OpeningHours(Weekdays.Friday, TimeSpan.FromHours(22), TimeSpan.FromHours(24)),
            new OpeningHours(Weekdays.Saturday, TimeSpan.Zero, TimeSpan.FromHours(2)),
        ],
    };

    [Theory]
    [InlineData("2026-03-02T07:59:59.999", false)]
    [InlineData("2026-03-02T08:00:00", true)]
    [InlineData("2026-03-02T16:59:59.999", true)]
    [InlineData("2026-03-02T17:00:00", false)]
    [InlineData("2026-03-03T12:00:00", false)]
    [InlineData("2026-03-06T21:59:59", false)]
    [InlineData("2026-03-06T23:59:59.999", true)]
    [InlineData("2026-03-07T00:00:00", true)]
    [InlineData("2026-03-07T01:59:59", true)]
    [InlineData("2026-03-07T02:00:00", false)]
    [InlineData("2026-03-08T00:00:00", false)]
    public void Hours_are_those_of_their_day_and_midnight_belongs_to_the_next(string local, bool isOpen) =>
        Assert.Equal(isOpen, Night.IsOpenAt(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The clocks of the office's zone count, whatever they do: open from 8:00 by the wall on the days around a change.</summary>
    [Theory]
    [InlineData("2026-03-27T06:59:59", false)]
    [InlineData("2026-03-27T07:00:00", true)]
    [InlineData("2026-03-30T05:59:59", false)]
    [InlineData("2026-03-30T06:00:00", true)]
    [InlineData("2026-10-26T06:59:59", false)]
    [InlineData("2026-10-26T07:00:00", true)]
    public void Summer_time_moves_the_hours_with_the_clock_on_the_wall(string utc, bool isOpen)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var at = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
        Assert.Equal(isOpen, Night.IsOpenAt(TimeZoneInfo.ConvertTime(at, zone).DateTime));
    }
}
