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
    public void A_closed_pair_rests_while_there_are_others()
    {
        var time = new FakeTimeProvider();
        var pool = new PortPool(new PortRange(20000, 20005), Rest, time, new SeededEntropy(1));
        var first = pool.Take()!.Value;
        pool.Release(first);
        time.Advance(Rest - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(pool.Take(), new int?[] { first, null });
        Assert.DoesNotContain(pool.Take(), new int?[] { first, null });
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first, pool.Take());
    }

    [Fact]
    public void A_pair_at_rest_is_better_than_none_and_the_longest_at_rest_comes_first()
    {
        var time = new FakeTimeProvider();
        var pool = new PortPool(new PortRange(20000, 20005), Rest, time, new SeededEntropy(1));
        int[] all = [pool.Take()!.Value, pool.Take()!.Value, pool.Take()!.Value];
        pool.Release(all[2]);
        time.Advance(TimeSpan.FromSeconds(1));
        pool.Release(all[0]);
        Assert.Equal([all[2], all[0], null], [pool.Take(), pool.Take(), pool.Take()]);
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
