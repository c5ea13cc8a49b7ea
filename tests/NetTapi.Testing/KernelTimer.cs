using System.Globalization;
using Xunit;

namespace NetTapi.Testing;

/// <summary>The timer of a TCP connection of this machine, from the kernel's own table. There is one on Linux only; elsewhere the test is skipped.</summary>
/// <param name="IsKeepAlive">Whether it is that of keep-alive.</param>
/// <param name="Due">When it runs out.</param>
public readonly record struct KernelTimer(bool IsKeepAlive, TimeSpan Due)
{
    private const string Established = "01", KeepAlive = "02";

    /// <summary>That of the one established connection with such an end.</summary>
    /// <param name="local">The port at which it begins; null: any.</param>
    /// <param name="remote">The port at which it ends; null: any.</param>
    public static KernelTimer Of(int? local = null, int? remote = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no table of connections to read here");

        // Of a connection the second field is where it begins, the third where it ends, the fourth its state, and the sixth its timer: which, and when it is due, in hundredths of a second.
        var timer = File.ReadLines("/proc/self/net/tcp").Concat(File.ReadLines("/proc/self/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Single(fields => IsPort(fields[1], local) && IsPort(fields[2], remote) && fields[3] == Established)[5].Split(':');
        return new KernelTimer(timer[0] == KeepAlive, TimeSpan.FromMilliseconds(10 * int.Parse(timer[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    private static bool IsPort(string field, int? port) => port is null || field.EndsWith($":{port:X4}", StringComparison.Ordinal);
}
