using NetTapi.Loop;
using NetTapi.Phone;

namespace NetTapi.Switch.Tests.Dialing;

/// <summary>Calls that phones dial.</summary>
public class PhoneCallTests
{
    [Fact]
    public void A_phone_calls_out_and_the_far_end_answers()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Answer(TimeSpan.FromSeconds(3));
        var call = phone.Call("92148441111");
        office.Run(2);
        Assert.Equal((PhoneCallState.Ringing, 180), (call.State, call.Status));
        office.Run(3);
        Assert.Equal(["began 128", "placed L1 2148441111", "connected L1"], office.Facts.Words);
        Assert.Equal("2148441111", office.Carrier.LastCall!.Dialled);
        Assert.Equal(("9725551128", "Ken Adams"), (office.Carrier.LastCall.Number, office.Carrier.LastCall.Name));
        Assert.True(office.Media.Reaches(call.Leg!, office.Carrier.LastCall.Leg!));
        call.HangUp();
        office.Run(1);
        Assert.Equal(["left 128", "left L1", "over"], office.Facts.Words[3..]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_chooses_the_trunk_group()
    {
        var office = new Office();
        var phone = office.Phone(128);
        phone.Call("822148441111", patience: TimeSpan.FromSeconds(3));
        office.Run(2);
        Assert.Equal(["began 128", "placed L3 2148441111"], office.Facts.Words);
        office.AssertQuiet();
        Assert.Equal(["left 128", "left L3", "over"], office.Facts.Words[2..]);
    }

    [Fact]
    public void All_lines_busy_is_said_clearly()
    {
        var office = new Office();
        var phone = office.Phone(128);
        phone.Call("822148441111", patience: TimeSpan.FromSeconds(3));
        office.Run(1);
        var second = phone.Call("822148441112");
        office.Run(1);
        Assert.Equal(503, second.Status);
        Assert.Equal(["began 128", "left 128", "over"], office.Facts.Words[2..]);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(404)]
    [InlineData(503)]
    public void A_refusal_of_the_far_end_reaches_the_phone(int status)
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(status, TimeSpan.FromSeconds(1));
        var call = phone.Call("92148441111");
        office.Run(5);
        Assert.Equal(status, call.Status);
        Assert.Equal(["began 128", "placed L1 2148441111", "left L1", "left 128", "over"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void Early_sound_of_the_far_end_is_heard_by_the_phone()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => new AnswerScript { EarlyMedia = true };
        var call = phone.Call("92148441111", patience: TimeSpan.FromSeconds(3));
        office.Run(2);
        Assert.True(office.Media.Reaches(office.Carrier.LastCall!.Leg!, call.Leg!));
        office.AssertQuiet();
    }

    [Fact]
    public void Phones_call_each_other_by_extension()
    {
        var office = new Office();
        var ken = office.Phone(128);
        var eve = office.Phone(144, AnswerScript.Answer(TimeSpan.FromSeconds(2), talk: TimeSpan.FromSeconds(5)));
        ken.Call("144");
        office.Run(1);
        Assert.Equal(("128", "Ken Adams"), (eve.LastCall!.Number, eve.LastCall.Name));
        office.Run(20);
        Assert.Equal(["began 128", "offered 144", "connected 144", "left 144", "left 128", "over"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("999999999999999999999x", 404)]
    [InlineData("555", 404)]
    [InlineData("87123", 404)]
    [InlineData("144", 480)]
    [InlineData("128", 486)]
    public void What_cannot_be_dialled_is_refused(string dialled, int status)
    {
        var office = new Office();
        var phone = office.Phone(128);
        var call = phone.Call(dialled);
        office.Run(2);
        Assert.Equal(status, call.Status);
        Assert.DoesNotContain(office.Facts.Words, word => word.StartsWith("offered", StringComparison.Ordinal));
        office.AssertQuiet();
    }

    [Fact]
    public void A_wrong_password_and_a_station_that_does_not_exist_look_alike()
    {
        var office = new Office();
        var wrong = office.Phone(128, password: "guess", register: false).Call("144");
        var unknown = office.Phone(999, password: "guess", register: false).Call("144");
        office.Run(2);
        Assert.Equal((403, 403), (wrong.Status, unknown.Status));
        Assert.Empty(office.Facts.Facts);
        office.AssertQuiet();
    }

    [Fact]
    public void A_guesser_does_not_shut_out_the_phones_registered_behind_the_same_address()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var guesser = office.Phone(107, password: "guess", register: false);
        for (var i = 0; i < 11; i++)
        {
            guesser.Call("144");
            office.Run(1);
        }

        var shutOut = office.Phone(144, register: false).Call("128");
        var call = phone.Call("92148441111", patience: TimeSpan.FromSeconds(2));
        office.Run(1);
        Assert.Equal((403, PhoneCallState.Ringing), (shutOut.Status, call.State));
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("sip:92148441111;phone-context=+1@10.0.0.1;user=phone")]
    [InlineData("sip:9%32148441111@office.example")]
    [InlineData("tel:9-214-844-1111;phone-context=office.example")]
    public void Numbers_as_phones_write_them_lead_out(string uri)
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Loop.Post(() => phone.Equipment.Agent.Invite(
            new()
            {
                Target = Sip.Messages.SipUri.Parse(uri),
                Route = [Sip.Messages.NameAddress.Parse("<sip:10.0.0.1;lr;x=y>")],
                From = Sip.Messages.NameAddress.Parse("<sip:128@office>"),
                Offer = ScriptedParty.Audio("10.0.1.9", 4000, Sip.Sdp.SdpCodec.Pcmu),
                Credentials = new("128", "secret128"),
            },
            new ScriptedParty(phone.Equipment.Agent)));
        office.Run(1);
        Assert.Equal(["began 128", "placed L1 2148441111"], office.Facts.Words);
        office.Run(180);
        office.AssertQuiet();
    }
}
