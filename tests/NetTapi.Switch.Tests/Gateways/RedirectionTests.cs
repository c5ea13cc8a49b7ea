using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Tests.Features;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Answers of 3xx: a gateway's leads to another place of its own and nowhere else, a phone's to where its user could dial himself.</summary>
public class RedirectionTests
{
    [Theory]
    [InlineData("sip:2148442222@192.0.2.9:5090", "2148442222")]
    [InlineData("<sip:2148441111;npdi@192.0.2.9:5090;user=phone?Subject=x>", "2148441111;npdi")]
    public void A_gateway_may_send_us_to_another_place_of_its_own(string contact, string user)
    {
        var office = new LineOffice();
        var asked = Redirects(office, contact, times: 1);
        var call = office.Call(office.Office.Phone(128), "92148441111");
        Assert.Equal(200, call.Status);
        Assert.Equal(["2148441111", user], asked);
        Assert.Equal(["began 128", "placed L1 2148441111", "connected L1"], office.Office.Facts.Words);
        call.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("sip:2148442222@premium.example")]
    [InlineData("sip:2148442222@192.0.2.10")]
    [InlineData("tel:+19005550100")]
    public void It_may_not_send_us_elsewhere(string contact)
    {
        var office = new LineOffice();
        var asked = Redirects(office, contact, times: 9);
        Assert.Equal(480, office.Call(office.Office.Phone(128), "92148441111").Status);
        Assert.Single(asked);
        Assert.Null(office.Backup.LastCall);
        office.AssertQuiet();
    }

    [Fact]
    public void Nor_in_circles()
    {
        var office = new LineOffice();
        var asked = Redirects(office, "sip:2148442222@192.0.2.9:5090", times: 99);
        Assert.Equal(480, office.Call(office.Office.Phone(128), "92148441111").Status);
        Assert.Equal(4, asked.Count);
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_that_answers_3xx_has_its_users_calls_forwarded_as_if_he_dialled()
    {
        var office = new LineOffice();
        Forwarding(office, "92148441111");
        office.Backup.Call("9725551144", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(5));
        office.Office.Run(1);
        Assert.Equal(["arrived L11 \"\" 9729859901 9725551144", "offered 144", "left 144", "placed L1 2148441111"], office.Office.Facts.Words);
        Assert.Equal("9729859901", office.Carrier.LastCall!.Request!.From!.Uri.User);
        office.AssertQuiet();
    }

    [Fact]
    public void It_may_name_an_extension()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        Forwarding(office, "128");
        office.Carrier.Call("9725551144", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(5));
        office.Office.Run(1);
        Assert.Equal("offered 128", office.Office.Facts.Words[^1]);
        Assert.NotNull(phone.LastCall);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("144")]
    [InlineData("*752")]
    [InlineData("701")]
    [InlineData("bob")]
    public void What_is_no_number_to_forward_to_and_circles_end_with_a_refusal(string dialled)
    {
        var office = new LineOffice();
        Forwarding(office, dialled);
        var call = office.Carrier.Call("9725551144", new OutsideCaller("9729859901"));
        office.Office.Run(2);
        Assert.Equal(dialled == "144" ? 483 : 480, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_member_of_a_group_can_not_forward_the_groups_calls()
    {
        var office = new LineOffice(directory: data => data with
        {
            Groups = [new RingGroup { Name = "desk", Members = FeatureOffice.Uids("144") }],
            Routes = [new Route("*", new RouteTarget(RouteKind.Group, "desk"))],
        });
        Forwarding(office, "92148441111");
        var call = office.Backup.Call("9725551144", new OutsideCaller("9729859901"));
        office.Office.Run(2);
        Assert.Equal(480, call.Status);
        Assert.Null(office.Carrier.LastCall);
        office.AssertQuiet();
    }

    /// <summary>Has the carrier answer 302 so often, then take the call; gives the users it was asked for.</summary>
    private static List<string> Redirects(LineOffice office, string contact, int times)
    {
        var handler = new Redirecting(office.Carrier.Equipment.Agent, NameAddress.Parse(contact), times);
        return handler.Asked;
    }

    /// <summary>A phone of 144's that answers 302.</summary>
    private static void Forwarding(LineOffice office, string dialled)
    {
        var phone = office.Office.Phone(144);
        _ = new Redirecting(phone.Equipment.Agent, new NameAddress(SipUri.Sip(dialled, Office.ServerAddress)), 99);
    }

    private sealed class Redirecting : IInviteHandler
    {
        private readonly ScriptedParty _party;
        private readonly NameAddress _contact;
        private readonly int _times;

        public Redirecting(UserAgent agent, NameAddress contact, int times)
        {
            _party = new ScriptedParty(agent);
            (_contact, _times) = (contact, times);
            agent.InviteHandler = this;
        }

        public List<string> Asked { get; } = [];

        public void OnInvite(IncomingInvite invite)
        {
            Asked.Add(invite.Request.Uri.UserText!);
            if (Asked.Count <= _times)
            {
                invite.Redirect(_contact);
                return;
            }

            _party.OnInvite(invite);
            _party.Accept(ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        }
    }
}
