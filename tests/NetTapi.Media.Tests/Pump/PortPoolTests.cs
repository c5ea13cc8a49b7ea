using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Pump;

public class PortPoolTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Every_pair_of_the_range_is_given_once()
    {
        var pool = new PortPool(new PortRange(20001, 20009), Rest, new FakeTimeProvider(), new SeededEntropy(1));
        var taken = Enumerable.Range(0, 4).Select(_ => pool.Take()).Order();
        Assert.Equal([20002, 20004, 20006, 20008], taken);
        Assert.Null(pool.Take());
    }

    [Fact]
    public void A_closed_pair_rests_before_it_is_used_again()
    {
        var time = new FakeTimeProvider();
        var pool = new PortPool(new PortRange(20000, 20001), Rest, time, new SeededEntropy(1));
        Assert.Equal(20000, pool.Take());
        pool.Release(20000);
        time.Advance(Rest - TimeSpan.FromMilliseconds(1));
        Assert.Null(pool.Take());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(20000, pool.Take());
    }

    [Fact]
    public void The_first_pair_is_drawn_by_chance()
    {
        var starts = Enumerable.Range(0, 20).Select(seed => new PortPool(new PortRange(20000, 29999), Rest, new FakeTimeProvider(), new SeededEntropy((ulong)seed)).Take());
        Assert.True(starts.Distinct().Count() > 10);
    }

    [Theory]
    [InlineData("20000-29999", true)]
    [InlineData("0", true)]
    [InlineData("20001-20002", false)]
    [InlineData("20000", false)]
    [InlineData("-1-5", false)]
    [InlineData("20000-70000", false)]
    [InlineData(null, false)]
    public void A_range_is_read_or_refused(string? text, bool isGood)
    {
        Assert.Equal(isGood, PortRange.TryParse(text, out var range));
        if (isGood) Assert.Equal(text, range.ToString());
    }
}
