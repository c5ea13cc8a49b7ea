using Microsoft.Extensions.Time.Testing;
using NetTapi.Server.Sessions.Login;

namespace NetTapi.Server.Tests.Sessions.Login;

public class TokenBucketsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_key_has_its_burst_and_then_what_time_gives_back()
    {
        TokenBuckets<string> buckets = Buckets();
        for (int taken = 0; taken < 3; taken++)
        {
            Assert.True(buckets.HasToken("a"));
            buckets.Take("a");
        }
        Assert.False(buckets.HasToken("a"));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(buckets.HasToken("a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(buckets.HasToken("a"));
        buckets.Take("a");
        Assert.False(buckets.HasToken("a"));
    }

    [Fact]
    public void A_bucket_never_holds_more_than_its_burst()
    {
        TokenBuckets<string> buckets = Buckets();
        buckets.Take("a");
        _time.Advance(TimeSpan.FromDays(1));
        for (int taken = 0; taken < 3; taken++) buckets.Take("a");
        Assert.False(buckets.HasToken("a"));
    }

    [Fact]
    public void Keys_do_not_share_tokens()
    {
        TokenBuckets<string> buckets = Buckets();
        for (int taken = 0; taken < 3; taken++) buckets.Take("a");
        Assert.True(buckets.HasToken("b"));
    }

    [Fact]
    public void The_table_is_bounded_and_forgets_the_key_counted_longest_ago()
    {
        TokenBuckets<string> buckets = Buckets();
        for (int key = 0; key < 100; key++)
        {
            for (int taken = 0; taken < 3; taken++) buckets.Take($"{key}");
        }
        Assert.Equal(5, buckets.Count);
        Assert.False(buckets.HasToken("99"));
        Assert.True(buckets.HasToken("94"));
    }

    private TokenBuckets<string> Buckets() => new(burst: 3, refillPerMinute: 6, capacity: 5, _time);
}
