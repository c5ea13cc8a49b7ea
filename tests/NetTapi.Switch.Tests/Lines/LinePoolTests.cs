using NetTapi.Switch.Lines;

namespace NetTapi.Switch.Tests.Lines;

public class LinePoolTests
{
    [Fact]
    public void Lines_are_taken_in_the_order_given_until_none_is_left()
    {
        var pool = new LinePool();
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => pool.TryReserve(Office.Lines(1, 3))!.Line.Value));
        Assert.Null(pool.TryReserve(Office.Lines(1, 3)));
        Assert.Equal(3, pool.Taken);
    }

    [Fact]
    public void A_line_returned_is_the_next_one_taken()
    {
        var pool = new LinePool();
        var first = pool.TryReserve(Office.Lines(1, 3))!;
        pool.TryReserve(Office.Lines(1, 3));
        first.Return();
        Assert.Equal(first.Line, pool.TryReserve(Office.Lines(1, 3))!.Line);
    }

    [Fact]
    public void A_line_returned_twice_is_not_taken_from_its_next_user()
    {
        var pool = new LinePool();
        var first = pool.TryReserve(Office.Lines(1, 1))!;
        first.Return();
        Assert.NotNull(pool.TryReserve(Office.Lines(1, 1)));
        first.Return();
        Assert.Null(pool.TryReserve(Office.Lines(1, 1)));
    }
}
