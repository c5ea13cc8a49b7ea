using System.Globalization;

namespace NetTapi.Client.Tests;

/// <summary>Whether a connection on which nothing is said is looked after.</summary>
public class KeepAliveTests : ClientFixture
{
    [Fact]
    public void A_silent_connection_is_asked_after_within_half_a_minute()
    {
        if (!OperatingSystem.IsLinux()) return;

        // The kernel's own table: the sixth field of a connection is its timer, 02 being that of keep-alive, and when it is due, in hundredths of a second.
        var server = $":{Peer.Port:X4}";
        var mine = File.ReadLines("/proc/self/net/tcp").Concat(File.ReadLines("/proc/self/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Single(fields => fields[2].EndsWith(server, StringComparison.Ordinal) && fields[3] == "01");
        var timer = mine[5].Split(':');
        Assert.Equal("02", timer[0]);
        Assert.InRange(int.Parse(timer[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0, 3000);
    }
}
