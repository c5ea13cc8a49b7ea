using CsCheck;

namespace NetTapi.Media.Tests.Streams;

public class StreamPlacerTests
{
    /// <summary>An hour of two clocks that differ by up to 300 parts in a million, with jitter: the stream never leaves its place by more than 10 ms and the jitter.</summary>
    [Fact]
    public void A_clock_that_drifts_is_followed() =>
        Gen.Select(Gen.Int[-300, 300], Gen.ULong).Sample(
            (drift, seed) =>
            {
                var placer = new StreamPlacer(250);
                var jitter = new Loop.SeededEntropy(seed);
                for (var i = 0; i < 180_000; i++)
                {
                    var right = i * 160 * (1 + (drift / 1e6));
                    var position = placer.Place(1, unchecked((uint)(i * 160) + 0xF000_0000), (long)right + jitter.Next(160));
                    if (Math.Abs(position - right) > 80 + 160) return false;
                }

                return true;
            },
            iter: 4);

    [Fact]
    public void A_burst_after_a_stop_of_the_network_finds_its_places()
    {
        var placer = new StreamPlacer(250);
        for (var i = 0; i < 100; i++) Assert.Equal(i * 160, placer.Place(1, (uint)(i * 160), i is > 40 and < 90 ? 90 * 160 : i * 160));
    }
}
