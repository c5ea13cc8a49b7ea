namespace NetTapi.Media;

/// <summary>What the media plane is told at its start.</summary>
public sealed record MediaOptions
{
    /// <summary>Where RTP ports come from; RTCP is the next port. Default: 20000–29999.</summary>
    public PortRange Ports { get; init; } = new(20000, 29999);

    /// <summary>How long a closed pair of ports rests while there are others, so that late packets of one call do not reach the next. Default: 30 s.</summary>
    public TimeSpan PortRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Legs kept open for the next calls, for each address of ours, so that these need not wait for ports. Default: none; none either where the range of ports is small.</summary>
    public int SpareLegs { get; init; }

    /// <summary>Length of a digit sent, as RFC 4733 event or as tone. Default: 100 ms (ITU-T Q.24 asks for at least 40).</summary>
    public TimeSpan DigitDuration { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Silence between digits; rounded up to 20 ms between events, exact between tones. Default: 50 ms (ITU-T Q.24 asks for at least 40).</summary>
    public TimeSpan DigitGap { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Time between RTCP reports of a leg. Default: 5 s (RFC 3550 6.2).</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of ticks, port rest and reports.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
