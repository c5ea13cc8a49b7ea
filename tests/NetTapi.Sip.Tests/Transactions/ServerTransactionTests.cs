using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Tests.Transactions;

/// <summary>Requests we get (RFC 3261 17.2, RFC 6026): every timer, repetition, and how they are told apart.</summary>
public class ServerTransactionTests
{
    [Fact]
    public void A_refused_INVITE_repeats_the_refusal_until_it_is_given_up()
    {
        var house = new TransactionHouse();
        house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow).Respond(Answer(SipMethods.Invite, 486));
        house.Loop.RunUntilIdle();
        Assert.Equal([0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5], house.TimesOf("SIP/2.0 486"));
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void The_ACK_of_a_refusal_ends_the_repeating()
    {
        var house = new TransactionHouse();
        house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow).Respond(Answer(SipMethods.Invite, 486));
        var ack = TransactionHouse.Request(SipMethods.Ack, toTag: "ben");
        house.Loop.Schedule(TimeSpan.FromSeconds(1), () => house.Table.FindServer(ack)!.OnRequest(ack));
        house.Loop.RunUntilIdle();
        Assert.Equal([0, 0.5], house.TimesOf("SIP/2.0 486"));
        Assert.InRange(house.Loop.Now.Monotonic, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6.2));
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void A_repeated_INVITE_gets_the_last_provisional_response_again()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow);
        transaction.Respond(Answer(SipMethods.Invite, 180));
        transaction.OnRequest(TransactionHouse.Request(SipMethods.Invite));
        Assert.Equal(2, house.TimesOf("SIP/2.0 180").Length);
    }

    [Fact]
    public void After_a_2xx_a_repeated_INVITE_is_swallowed_for_32_seconds()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow);
        transaction.Respond(Answer(SipMethods.Invite, 200));
        transaction.OnRequest(TransactionHouse.Request(SipMethods.Invite));
        house.Loop.RunUntilIdle();
        Assert.Single(house.TimesOf("SIP/2.0 200"));
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void Another_request_repeated_gets_its_answer_again_for_32_seconds()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Options), house.Flow);
        transaction.OnRequest(TransactionHouse.Request(SipMethods.Options));
        Assert.Empty(house.Sent);
        transaction.Respond(Answer(SipMethods.Options, 200));
        house.Table.FindServer(TransactionHouse.Request(SipMethods.Options))!.OnRequest(TransactionHouse.Request(SipMethods.Options));
        house.Loop.RunUntilIdle();
        Assert.Equal(2, house.TimesOf("SIP/2.0 200").Length);
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void A_challenge_goes_to_a_stranger_as_often_as_he_asks_and_not_eleven_times()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow);
        transaction.Respond(Answer(SipMethods.Invite, 401));
        transaction.Respond(Answer(SipMethods.Invite, 100));
        house.Loop.Run(TimeSpan.FromSeconds(10));
        transaction.OnRequest(TransactionHouse.Request(SipMethods.Invite));
        house.Loop.RunUntilIdle();
        Assert.Equal(["SIP/2.0 401", "SIP/2.0 401"], house.Sent.Select(message => message.Message.StartLine[..11]));
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void A_challenge_to_who_was_told_to_wait_is_repeated()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow);
        transaction.Respond(Answer(SipMethods.Invite, 100));
        transaction.Respond(Answer(SipMethods.Invite, 401));
        house.Loop.RunUntilIdle();
        Assert.Equal(11, house.TimesOf("SIP/2.0 401").Length);
    }

    [Fact]
    public void Only_the_first_final_answer_counts()
    {
        var house = new TransactionHouse();
        var transaction = house.Table.Accept(TransactionHouse.Request(SipMethods.Options), house.Flow);
        transaction.Respond(Answer(SipMethods.Options, 200));
        transaction.Respond(Answer(SipMethods.Options, 500));
        Assert.Empty(house.TimesOf("SIP/2.0 500"));
    }

    [Fact]
    public void A_CANCEL_finds_the_INVITE_of_its_branch()
    {
        var house = new TransactionHouse();
        var invite = house.Table.Accept(TransactionHouse.Request(SipMethods.Invite), house.Flow);
        Assert.Same(invite, house.Table.FindCancelled(TransactionHouse.Request(SipMethods.Cancel)));
        Assert.Null(house.Table.FindCancelled(TransactionHouse.Request(SipMethods.Cancel, "z9hG4bKother")));
    }

    [Fact]
    public void A_request_that_came_by_two_ways_is_seen_to_have_merged_until_the_first_is_over()
    {
        var house = new TransactionHouse();
        var first = house.Table.Accept(TransactionHouse.Request(SipMethods.Options), house.Flow);
        Assert.True(house.Table.IsMerged(TransactionHouse.Request(SipMethods.Options, "z9hG4bKother")));
        Assert.False(house.Table.IsMerged(TransactionHouse.Request(SipMethods.Options, "z9hG4bKother", cseq: 2)));
        first.End();
        Assert.False(house.Table.IsMerged(TransactionHouse.Request(SipMethods.Options, "z9hG4bKother")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("z9hG4bK")]
    public void Requests_of_RFC_2543_are_told_apart_by_what_they_are_made_of(string branch)
    {
        var first = TransactionKey.Of(TransactionHouse.Request(SipMethods.Invite, branch));
        Assert.Equal(first, TransactionKey.Of(TransactionHouse.Request(SipMethods.Invite, branch)));
        Assert.Equal(first, TransactionKey.Of(TransactionHouse.Request(SipMethods.Ack, branch, toTag: "ben")));
        Assert.NotEqual(first, TransactionKey.Of(TransactionHouse.Request(SipMethods.Invite, branch, cseq: 2)));
    }

    private static SipResponse Answer(string method, int status) => SipResponse.For(TransactionHouse.Request(method), status, null, "ben");
}
