using NetTapi.Switch.Lines;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Lines;

public class LinePoolTests
{
    private readonly LinePool _pool = new();

    [Fact]
    public void Lines_are_taken_in_the_order_given_until_none_is_left()
    {
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => Take()!.Line.Value));
        Assert.Null(Take());
        Assert.Equal(3, _pool.Taken);
    }

    [Fact]
    public void A_line_returned_is_the_next_one_taken()
    {
        var first = Take()!;
        Take();
        first.Return();
        Assert.Equal(first.Line, Take()!.Line);
    }

    [Fact]
    public void A_line_returned_twice_is_not_taken_from_its_next_user()
    {
        var first = _pool.TryReserve(Office.Lines(1, 1))!;
        first.Return();
        Assert.NotNull(_pool.TryReserve(Office.Lines(1, 1)));
        first.Return();
        Assert.Null(_pool.TryReserve(Office.Lines(1, 1)));
    }

    [Fact]
    public void Descending_takes_the_last_one_that_is_free()
    {
        Assert.Equal([3, 2, 1], Enumerable.Range(0, 3).Select(_ => Take(LinePick.Descending)!.Line.Value));
        Assert.Null(Take(LinePick.Descending));
    }

    [Fact]
    public void Least_recently_used_takes_the_one_free_for_longest()
    {
        var (one, two, three) = (Take(LinePick.LeastRecentlyUsed)!, Take(LinePick.LeastRecentlyUsed)!, Take(LinePick.LeastRecentlyUsed)!);
        Assert.Equal((1, 2, 3), (one.Line.Value, two.Line.Value, three.Line.Value));
        two.Return();
        one.Return();
        three.Return();
        Assert.Equal([2, 1, 3], Enumerable.Range(0, 3).Select(_ => Take(LinePick.LeastRecentlyUsed)!.Line.Value));
    }

    [Fact]
    public void A_line_never_used_is_free_for_longest()
    {
        Take(LinePick.LeastRecentlyUsed)!.Return();
        Assert.Equal(2, Take(LinePick.LeastRecentlyUsed)!.Line.Value);
    }

    [Fact]
    public void The_youngest_call_loses_its_line_to_a_call_for_help_but_one_not_sent_yet_before_it()
    {
        Hold(Take()!, isSent: true);
        Hold(Take()!, isSent: false);
        Hold(Take()!, isSent: true);
        Assert.Equal([2, 3, 1], Enumerable.Range(0, 3).Select(_ => _pool.TryTakeOver(Office.Lines(1, 3))!.Value.Line.Line.Value));
    }

    [Fact]
    public void No_call_for_help_loses_its_line_to_another()
    {
        Assert.NotNull(_pool.TryReserve(Office.Lines(1, 1), isEmergency: true));
        Assert.Null(_pool.TryTakeOver(Office.Lines(1, 1)));
        Hold(_pool.TryReserve(Office.Lines(2, 2))!, isSent: true);
        Assert.NotNull(_pool.TryTakeOver(Office.Lines(1, 2)));
        Assert.Null(_pool.TryTakeOver(Office.Lines(1, 2)));
    }

    [Fact]
    public void A_line_that_changed_hands_is_not_its_former_holders_to_return()
    {
        var former = Take()!;
        Hold(former, isSent: true);
        var (line, from) = _pool.TryTakeOver(Office.Lines(1, 1))!.Value;
        Assert.Same(former, from);
        former.Return();
        Assert.Null(_pool.TryReserve(Office.Lines(1, 1)));
        line.Return();
        Assert.Equal(0, _pool.Taken);
    }

    private LineReservation? Take(LinePick pick = LinePick.Ascending) => _pool.TryReserve(Office.Lines(1, 3), pick);

    private static void Hold(LineReservation line, bool isSent) => line.Holder = new Holder(isSent);

    private sealed record Holder(bool IsSent) : ILineHolder
    {
        public CallKey? Call => null;

        public void LoseLine()
        {
            // The pool only says who is to be told.
        }
    }
}
