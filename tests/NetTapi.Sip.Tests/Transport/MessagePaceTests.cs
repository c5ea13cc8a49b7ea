using Microsoft.Extensions.Time.Testing;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Transport;

public class MessagePaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_messages_of_a_call_after_a_quiet_minute_are_no_crowd()
    {
        var pace = new MessagePace(_time);
        _time.Advance(TimeSpan.FromMinutes(1));
        for (var message = 0; message < 14; message++)
        {
            pace.Came(1);
            Assert.True(pace.Gap > TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 12)]
    public void The_gap_of_messages_that_keep_coming_is_found_whether_they_come_one_by_one_or_together(int together, int milliseconds)
    {
        var pace = new MessagePace(_time);
        for (var wake = 0; wake < 200; wake++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            pace.Came(together);
        }

        Assert.Equal(4, pace.Gap.TotalMilliseconds, 0.1);
        _time.Advance(TimeSpan.FromSeconds(2));
        pace.Came(1);
        Assert.True(pace.Gap > TimeSpan.FromMilliseconds(100), "after a silence nobody waits for company");
    }
}
