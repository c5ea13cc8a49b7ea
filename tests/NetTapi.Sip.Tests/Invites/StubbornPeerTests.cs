using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

public class StubbornPeerTests
{
    private const string Bob = "192.0.2.2:5060";

    [Fact]
    public void A_peer_that_does_not_answer_an_offer_is_sent_a_BYE()
    {
        var house = new CallHouse();
        var (alice, _) = Connect(house);
        house.Network.Manners = new NetworkManners { Loss = 100 };
        var lines = house.Record();
        alice.Sessions[0].Offer(CallHouse.Description(4002, 2), static _ => { });
        house.Loop.Run(TimeSpan.FromSeconds(33));
        Assert.Equal(["answered", "ended Lost"], alice.Told);
        Assert.Contains(lines, line => line.StartsWith("BYE ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";tag=one")]
    public void An_answer_makes_a_call_also_without_a_tag_as_in_RFC_2543(string tag)
    {
        var house = new CallHouse();
        var peer = new RawPeer(house, "192.0.2.7:5060");
        var alice = new Party();
        house.Alice.Invite(CallHouse.To("192.0.2.7:5060"), alice);
        Assert.True(house.Loop.RunUntil(() => peer.Got.Count > 0));
        peer.Answer(peer.Got[0], 200, tag);
        house.Loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(["answered"], alice.Told);
        Assert.Contains(peer.Got, request => request.Is(SipMethods.Ack));
        alice.Sessions[0].End();
        house.RunOut();
    }

    [Fact]
    public void Of_two_places_that_answer_the_first_has_the_call_and_the_second_an_ACK_and_a_BYE()
    {
        var house = new CallHouse();
        var peer = new RawPeer(house, "192.0.2.7:5060");
        var alice = new Party();
        house.Alice.Invite(CallHouse.To("192.0.2.7:5060"), alice);
        Assert.True(house.Loop.RunUntil(() => peer.Got.Count > 0));
        var invite = peer.Got[0];
        peer.Answer(invite, 180, ";tag=one");
        peer.Answer(invite, 180, ";tag=two");
        peer.Answer(invite, 200, ";tag=two");
        Assert.True(house.Loop.RunUntil(() => alice.Sessions.Count > 0));
        peer.Answer(invite, 200, ";tag=one");
        house.Loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal("two", Assert.Single(alice.Sessions).Dialog.Id.RemoteTag);
        Assert.Equal(["one", "two"], peer.TagsOf(SipMethods.Ack));
        Assert.Equal(["one"], peer.TagsOf(SipMethods.Bye));
        alice.Sessions[0].End();
        house.RunOut();
    }

    private static (Party Alice, Party Bob) Connect(CallHouse house)
    {
        Party? bob = null;
        bob = new Party { OnInvited = invite => bob!.Accept(invite) };
        house.Bob.InviteHandler = bob;
        var alice = new Party();
        house.Alice.Invite(CallHouse.To(Bob), alice);
        house.Loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(["answered"], alice.Told);
        return (alice, bob);
    }
}
