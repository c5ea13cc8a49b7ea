using System.Net;

namespace NetTapi.Media.Tests.Streams;

/// <summary>Legs that are open before anybody asks.</summary>
public sealed class SpareLegTests
{
    [Fact]
    public async Task They_are_legs_like_others_and_all_are_closed_in_the_end()
    {
        await using var fixture = new LegFixture(spareLegs: 3);
        var legs = new List<IMediaLeg>();
        for (var i = 0; i < 20; i++) legs.Add(await fixture.OpenAsync());
        Assert.Equal(20, legs.Select(leg => leg.Local.Port).Distinct().Count());
        Assert.Equal(20, fixture.Plane.OpenLegs);

        foreach (var (one, other) in legs.Where((_, i) => i % 2 == 0).Zip(legs.Where((_, i) => i % 2 == 1)))
        {
            one.Negotiate(LegFixture.PeerOf(other.Local));
            other.Negotiate(LegFixture.PeerOf(one.Local));
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            other.Listen(new ToneDetector(440, _ => heard.TrySetResult()));
            one.Play(new ToneGenerator(440));
            await heard.Task;
            one.Close();
            other.Close();
        }

        Assert.Equal(0, fixture.Plane.OpenLegs);
        Assert.InRange(fixture.Plane.SpareLegs, 0, 3);
    }

    [Fact]
    public async Task Each_address_has_its_own()
    {
        await using var fixture = new LegFixture(spareLegs: 2);
        await fixture.OpenAsync(IPAddress.Parse("127.0.0.2"));
        await fixture.OpenAsync(IPAddress.Loopback);
        Assert.Equal(2, fixture.Plane.OpenLegs);
    }
}
