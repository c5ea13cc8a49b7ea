using NetTapi.Server.Sessions;
using NetTapi.Telephony;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions;

[Requirement("Q8")]
public class EndedCallsTests
{
    private readonly EndedCalls _ended = new(capacity: 3);

    [Fact]
    public void The_latest_end_of_a_call_counts()
    {
        _ended.Add(new Serial(1), new UserId("107"));
        _ended.Add(new Serial(2), new UserId("128"));
        _ended.Add(new Serial(1), new UserId("128"));
        Assert.Equal(new UserId("128"), _ended.LatestUserOf(new Serial(1)));
    }

    [Fact]
    public void A_call_without_an_end_has_no_user() => Assert.Null(_ended.LatestUserOf(new Serial(1)));

    [Fact]
    public void Only_so_many_are_remembered_and_the_oldest_is_forgotten()
    {
        for (int serial = 1; serial <= 5; serial++) _ended.Add(new Serial(serial), new UserId($"{serial}"));
        Assert.Null(_ended.LatestUserOf(new Serial(2)));
        Assert.Equal(new UserId("3"), _ended.LatestUserOf(new Serial(3)));
        Assert.Equal(new UserId("5"), _ended.LatestUserOf(new Serial(5)));
    }
}
