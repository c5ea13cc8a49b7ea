using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Sdp;

namespace NetTapi.Switch.Tests.Calls;

/// <summary>What is offered on and answered back between the two sides of a call.</summary>
public class NegotiationTests
{
    private static readonly SdpCodec Opus = new(111, "opus", 48000, 2);
    private static readonly SdpCodec Keys96 = new(96, "telephone-event", 8000);

    [Fact]
    public void Only_the_codecs_we_carry_are_offered_on_and_one_is_answered()
    {
        var office = new Office();
        var carrier = Carrier(office);
        var phone = new ScriptedParty(RegisteredAgent(office));
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, Opus, SdpCodec.Pcma, SdpCodec.Pcmu, Keys96));
        office.Run(1);
        var offered = phone.Incoming!.Offer!;
        Assert.Equal(["PCMA", "PCMU", "telephone-event"], offered.Audio!.Codecs.Select(codec => codec.Name));
        Assert.Equal("10.0.0.1", offered.ConnectionOf(offered.Audio));

        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu, SdpCodec.Pcma, Keys96));
        office.Run(1);
        var answered = carrier.Heard!;
        Assert.Equal([0, 96], answered.Audio!.Codecs.Select(codec => codec.PayloadType));
        Assert.Equal("10.0.0.1", answered.ConnectionOf(answered.Audio));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void An_offer_without_a_codec_we_carry_is_not_acceptable()
    {
        var office = new Office();
        office.Phone(128);
        var carrier = Carrier(office);
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, Opus));
        office.Run(1);
        Assert.Equal(488, carrier.Status);
        Assert.Equal(["left L1", "over"], office.Facts.Words[1..]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_that_answers_with_another_codec_is_converted_for()
    {
        var office = new Office();
        var carrier = Carrier(office);
        var phone = new ScriptedParty(RegisteredAgent(office));
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], phone.Incoming!.Offer!.Audio!.Codecs.Select(codec => codec.Name));
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcma));
        office.Run(1);
        Assert.Equal(["PCMU"], carrier.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_that_answers_with_a_codec_nobody_offered_is_hung_up()
    {
        var office = new Office();
        var carrier = Carrier(office);
        var phone = new ScriptedParty(RegisteredAgent(office));
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, Opus));
        office.Run(1);
        Assert.True(phone.IsOver);
        Assert.Equal(488, carrier.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_without_an_offer_gets_ours_and_answers_with_the_ACK()
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        carrier.Answers = [SdpCodec.Pcmu];
        carrier.Call("9725551128", null);
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, phone.LastCall!.State);
        Assert.Equal(["PCMU", "telephone-event"], carrier.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        Assert.Equal(["offered 128", "connected 128"], office.Facts.Words[1..]);
        carrier.Session!.End();
        office.AssertQuiet();
        Assert.Equal(["left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void A_caller_who_never_answers_our_offer_is_hung_up_with_all_the_call()
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer());
        Carrier(office).Call("9725551128", null);
        office.Run(2);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        Assert.Equal("over", office.Facts.Words[^1]);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("application/dtmf-relay", "Signal=5\r\nDuration=160", "5")]
    [InlineData("application/dtmf-relay", "Signal=11", "#")]
    [InlineData("application/dtmf", "*", "*")]
    public void Keys_in_signalling_become_keys_in_sound(string type, string body, string heard)
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        carrier.Session!.Info(type, Encoding.UTF8.GetBytes(body));
        office.Run(5);
        Assert.Equal(heard, phone.LastCall!.DigitsHeard);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void What_is_no_key_is_passed_on_as_it_is()
    {
        var office = new Office();
        var carrier = Carrier(office);
        var phone = new ScriptedParty(RegisteredAgent(office));
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        phone.Session!.Info("application/media_control+xml", Encoding.UTF8.GetBytes("<picture_fast_update/>"));
        office.Run(1);
        Assert.Equal(["<picture_fast_update/>"], carrier.Infos);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("sendonly", "recvonly")]
    [InlineData("inactive", "inactive")]
    public void Hold_is_answered_with_the_direction_reversed(string offered, string answered)
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        var direction = MediaDirections.Read(offered)!.Value;
        carrier.Offer(office, AudioSession.Offer(new SdpOrigin(1, 2, IPAddress.Parse("192.0.2.9")), new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4000), [SdpCodec.Pcmu], direction));
        Assert.Equal(MediaDirections.Read(answered), carrier.Session!.Remote!.DirectionOf(carrier.Session.Remote.Audio!));
        Assert.Equal("held L1", office.Facts.Words[^1]);
        carrier.Session.End();
        office.AssertQuiet();
    }

    [Fact]
    public void No_free_media_port_refuses_the_call()
    {
        var office = new Office();
        office.Phone(128);
        office.Media.LegsLeft = 1;
        var call = office.Carrier.Call("9725551128", new OutsideCaller("1"));
        office.Run(2);
        Assert.Equal(503, call.Status);
        office.Media.LegsLeft = -1;
        office.AssertQuiet();
    }

    [Fact]
    public void Our_own_offers_leave_each_medium_in_the_place_where_the_caller_put_it()
    {
        var office = new Office();
        var carrier = Carrier(office);
        var phone = new ScriptedParty(RegisteredAgent(office)) { Answers = [SdpCodec.Pcmu] };
        carrier.Answers = [SdpCodec.Pcmu];
        var sound = ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.G722, SdpCodec.Pcmu);
        var video = new MediaDescription("video", 4002, "RTP/AVP", ["96"], [SdpLine.Attribute("rtpmap", "96 H264/90000")]);
        carrier.Call("9725551128", sound with { Media = [video, sound.Media[0] with { Protocol = "RTP/AVPF" }] });
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.G722));
        office.Run(1);
        Assert.Equal([("video", 0), ("audio", 1)], carrier.Heard!.Media.Select(medium => (medium.Media, Math.Min(medium.Port, 1))));

        // Its far end narrows, and then so must the caller.
        phone.Offer(office, ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        Assert.Equal([("video", "RTP/AVP", 0), ("audio", "RTP/AVPF", 1)], carrier.Heard!.Media.Select(medium => (medium.Media, medium.Protocol, Math.Min(medium.Port, 1))));
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], carrier.Heard.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_of_the_switch_itself_is_answered_with_one_codec_too()
    {
        var office = new Office(directory: Office.StandardDirectory with
        {
            Rooms = [new Telephony.Directory.ConferenceRoom("620", "Board")],
            Routes = [new Telephony.Directory.Route("9725551620", new Telephony.Directory.RouteTarget(Telephony.Directory.RouteKind.Room, "620"))],
        });
        var carrier = Carrier(office);
        carrier.Call("9725551620", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcma, SdpCodec.Pcmu, Keys96));
        office.Run(1);
        Assert.Equal([8, 96], carrier.Heard!.Audio!.Codecs.Select(codec => codec.PayloadType));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 0 8")]
    [InlineData("a=sendrecv\r\nm=audio 4000 RTP/AVP 96 0\r\na=rtpmap:96 opus/48000/2\r\na=ptime:30\r\na=maxptime:60")]
    [InlineData("m=audio 4002 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\nm=audio 4000 RTP/AVP 0\r\nc=IN IP4 192.0.2.9")]
    [InlineData("m=audio 4000 RTP/AVPF 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp-fb:* ccm\r\nm=image 4002 udptl t38\r\nm=application 0 TCP/BFCP *")]
    public void Descriptions_as_telephones_and_carriers_write_them_make_calls(string media)
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        Assert.True(SessionDescription.TryParse(Encoding.ASCII.GetBytes($"v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nb=AS:80\r\nt=0 0\r\n{media}\r\n"), out var offer));
        carrier.Call("9725551128", offer);
        office.Run(1);
        Assert.Equal(200, carrier.Status);
        Assert.Equal(offer.Media.Length, carrier.Heard!.Media.Length);
        Assert.Equal(["PCMU"], carrier.Heard.Audio!.Codecs.Where(codec => !codec.IsTelephoneEvent).Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void A_fax_is_refused_and_the_call_goes_on()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        var sound = ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu);
        carrier.Call("9725551128", sound);
        office.Run(1);
        var outcome = carrier.Offer(office, sound with { Media = [sound.Media[0].Refused(), new MediaDescription("image", 4002, "udptl", ["t38"], [])] });
        Assert.Equal(Sip.Invites.OfferOutcome.Refused, outcome);
        Assert.False(carrier.IsOver);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void An_INFO_with_nothing_in_it_is_no_reason_to_refuse()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        var carrier = Carrier(office);
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        var statuses = Statuses(office);
        office.Loop.Post(() => carrier.Session!.Info("text/plain", default));
        office.Run(1);
        Assert.Equal([200], statuses);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>The statuses of responses from now on.</summary>
    private static List<int> Statuses(Office office)
    {
        List<int> statuses = [];
        office.Network.Passes = (_, _, message) =>
        {
            if (Sip.Messages.SipParser.TryParse(message, out var parsed, out _) && parsed is Sip.Messages.SipResponse response) statuses.Add(response.Status);
            return true;
        };
        return statuses;
    }

    private static ScriptedParty Carrier(Office office) => new(office.Carrier.Equipment.Agent);

    private static Sip.Agents.UserAgent RegisteredAgent(Office office) => office.Phone(128).Equipment.Agent;
}
