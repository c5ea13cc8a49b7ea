using System.Net;
using System.Text;
using NetTapi.Phone;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Sound before the answer: from several places of one call, and over a network that loses.</summary>
public class EarlySoundTests
{
    private static readonly IPEndPoint Address = IPEndPoint.Parse("203.0.113.5:5060");

    [Fact]
    public void Of_several_places_the_latest_to_send_sound_is_heard_until_one_answers()
    {
        var office = new Office(directory: Office.StandardDirectory with { Gateways = [Office.StandardDirectory.Gateways[0] with { Address = $"sip:{Address}" }] });
        var gateway = new ForkingGateway(office, Address);
        var phone = office.Phone(128);
        var call = phone.Call("92148441111");
        office.Run(1);
        var (one, other) = (gateway.Open(), gateway.Open());
        gateway.Answer(180, "one");
        Assert.Equal((PhoneCallState.Ringing, 180), (call.State, call.Status));
        gateway.Answer(183, "one", one);
        Assert.Equal((true, false), Heard());
        gateway.Answer(180, "other");
        Assert.Equal((true, false), Heard());
        gateway.Answer(183, "other", other);
        Assert.Equal((false, true), Heard());
        gateway.Answer(180, "one");
        Assert.Equal((false, true), Heard());
        gateway.Answer(200, "one", one);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal((true, false), Heard());
        call.HangUp();
        one.Close();
        other.Close();
        office.AssertQuiet();
        Assert.Equal(["began 128", "placed L1 2148441111", "connected L1", "left 128", "left L1", "over"], office.Facts.Words);

        (bool One, bool Other) Heard() => (office.Media.Reaches(one, call.Leg!), office.Media.Reaches(other, call.Leg!));
    }

    [Fact]
    public void Early_sound_is_told_reliably_so_that_it_arrives_where_messages_are_lost()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var lost = new List<string>();
        office.Network.Passes = (_, to, message) =>
        {
            var text = Encoding.ASCII.GetString(message.Span);
            if (!to.Equals(phone.Equipment.Local) || !text.StartsWith("SIP/2.0 183", StringComparison.Ordinal) || lost.Count > 1) return true;
            lost.Add(text);
            return false;
        };
        office.Carrier.Script = _ => new AnswerScript { EarlyMedia = true, RingTime = TimeSpan.FromSeconds(5), Status = 200 };
        var call = phone.Call("92148441111");
        office.Run(3);
        Assert.Equal(2, lost.Count);
        Assert.Contains("Require: 100rel", lost[0], StringComparison.Ordinal);
        Assert.True(office.Media.Reaches(office.Carrier.LastCall!.Leg!, call.Leg!));
        office.Run(3);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.True(office.Media.Reaches(call.Leg!, office.Carrier.LastCall.Leg!));
        call.HangUp();
        office.AssertQuiet();
    }
}
