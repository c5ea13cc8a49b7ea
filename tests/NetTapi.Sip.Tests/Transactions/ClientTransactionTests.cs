using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Transactions;

/// <summary>Requests we send (RFC 3261 17.1): every timer, on both kinds of transport.</summary>
public class ClientTransactionTests
{
    [Fact]
    public void An_INVITE_nobody_answers_is_sent_seven_times_in_ever_longer_pauses_and_given_up_after_32_seconds()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Invite);
        house.Loop.RunUntilIdle();
        Assert.Equal([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5], house.TimesOf("INVITE"));
        Assert.Equal(["nothing: 408"], house.Told);
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void Over_TCP_nothing_is_sent_twice()
    {
        var house = new TransactionHouse(isReliable: true);
        house.Begin(SipMethods.Invite);
        house.Loop.RunUntilIdle();
        Assert.Equal([0], house.TimesOf("INVITE"));
        Assert.Equal(["nothing: 408"], house.Told);
    }

    [Fact]
    public void A_provisional_response_ends_the_repeating_and_the_waiting()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Invite);
        house.Respond(SipMethods.Invite, 180);
        house.Loop.Run(TimeSpan.FromMinutes(10));
        Assert.Equal([0], house.TimesOf("INVITE"));
        Assert.Equal(["180"], house.Told);
        Assert.Equal(1, house.Table.Count);
    }

    [Fact]
    public void A_refusal_is_acknowledged_each_time_it_comes_and_told_once()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Invite);
        house.Respond(SipMethods.Invite, 486);
        house.Respond(SipMethods.Invite, 486);
        house.Loop.RunUntilIdle();
        Assert.Equal(2, house.TimesOf("ACK").Length);
        Assert.Equal(["486"], house.Told);
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
        var ack = house.Sent.Last(sent => sent.Message is SipRequest { Method: SipMethods.Ack }).Message;
        Assert.Equal("z9hG4bKa", ack.TopVia!.Branch);
        Assert.Equal("ben", ack.To!.Tag);
        Assert.Equal(new CSeq(1, SipMethods.Ack), ack.CSeq);
    }

    [Fact]
    public void A_refusal_over_TCP_is_over_at_once()
    {
        var house = new TransactionHouse(isReliable: true);
        house.Begin(SipMethods.Invite);
        house.Respond(SipMethods.Invite, 486);
        house.Loop.RunUntilIdle();
        Assert.Single(house.TimesOf("ACK"));
        Assert.Equal(TimeSpan.Zero, house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void Every_2xx_is_handed_on_and_none_acknowledged_here()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Invite);
        house.Respond(SipMethods.Invite, 200);
        house.Respond(SipMethods.Invite, 200);
        house.Loop.RunUntilIdle();
        Assert.Empty(house.TimesOf("ACK"));
        Assert.Equal(["200", "200"], house.Told);
        Assert.Equal(TimeSpan.FromSeconds(32), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void Another_request_is_repeated_in_pauses_of_four_seconds_at_most()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Options);
        house.Loop.RunUntilIdle();
        Assert.Equal([0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5], house.TimesOf("OPTIONS"));
        Assert.Equal(["nothing: 408"], house.Told);
        Assert.Equal(0, house.Table.Count);
    }

    [Fact]
    public void After_a_provisional_response_another_request_is_still_repeated_every_four_seconds()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Options);
        house.Respond(SipMethods.Options, 100);
        house.Loop.RunUntilIdle();
        Assert.Equal([0, 0.5, 4.5, 8.5, 12.5, 16.5, 20.5, 24.5, 28.5], house.TimesOf("OPTIONS"));
        Assert.Equal(["100", "nothing: 408"], house.Told);
    }

    [Fact]
    public void A_final_answer_is_told_once_and_swallows_its_repetitions_for_five_seconds()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Options);
        house.Respond(SipMethods.Options, 200);
        house.Respond(SipMethods.Options, 200);
        house.Loop.RunUntilIdle();
        Assert.Equal(["200"], house.Told);
        Assert.Equal(TimeSpan.FromSeconds(5), house.Loop.Now.Monotonic);
        Assert.Equal(0, house.Table.Count);
    }

    [Theory]
    [InlineData(SipMethods.Invite)]
    [InlineData(SipMethods.Options)]
    public void A_flow_that_fails_is_an_answer_of_503(string method)
    {
        var house = new TransactionHouse(isReliable: true);
        house.Begin(method);
        house.Table.OnFlowFailed(house.Flow);
        house.Loop.RunUntilIdle();
        Assert.Equal(["nothing: 503"], house.Told);
        Assert.Equal(0, house.Table.Count);
        Assert.Equal(0, house.Loop.PendingTimers);
    }

    [Fact]
    public void A_response_with_another_branch_or_method_is_not_its_own()
    {
        var house = new TransactionHouse();
        house.Begin(SipMethods.Options);
        Assert.False(house.Table.OnResponse(SipResponse.For(TransactionHouse.Request(SipMethods.Options, "z9hG4bKother"), 200)));
        Assert.False(house.Table.OnResponse(SipResponse.For(TransactionHouse.Request(SipMethods.Info), 200)));
        Assert.Empty(house.Told);
    }
}
