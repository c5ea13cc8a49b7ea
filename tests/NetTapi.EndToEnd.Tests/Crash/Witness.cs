using System.Globalization;
using System.Text.RegularExpressions;

namespace NetTapi.EndToEnd.Tests.Crash;

/// <summary>An application that writes down which calls it heard begin and end, until the server dies under it.</summary>
internal sealed partial class Witness
{
    /// <summary>Calls heard to begin, as uid and serial.</summary>
    public HashSet<(string Uid, int Serial)> Begun { get; } = [];

    /// <summary>Calls heard to end.</summary>
    public HashSet<(string Uid, int Serial)> Ended { get; } = [];

    /// <summary>Listens until it has heard a number of notices.</summary>
    public async Task HearAsync(NetTapiProbe probe, int notices, CancellationToken cancellation)
    {
        for (var heard = 0; heard < notices; heard++) Take(await probe.ReceiveAsync(cancellation));
    }

    /// <summary>Listens until the server is gone: what was sent before it died still counts.</summary>
    public async Task HearOutAsync(NetTapiProbe probe, CancellationToken cancellation)
    {
        try
        {
            while (true) Take(await probe.ReceiveAsync(cancellation));
        }
        catch (IOException)
        {
            // The server is gone.
        }
    }

    private void Take(string message)
    {
        var notice = Notice().Match(message);
        Assert.True(notice.Success, message);
        var call = (notice.Groups["uid"].Value, int.Parse(notice.Groups["serial"].Value, CultureInfo.InvariantCulture));
        if (!message.EndsWith("<end>", StringComparison.Ordinal)) Assert.True(Begun.Add(call), $"told twice: {message}");
        else Assert.True(Begun.Contains(call) && Ended.Add(call), $"an end without its start: {message}");
    }

    [GeneratedRegex("^#<uid=(?<uid>[0-9]+)><call=[0-9]+>.*<serial=(?<serial>[0-9]+)>(<end>)?$")]
    private static partial Regex Notice();
}
