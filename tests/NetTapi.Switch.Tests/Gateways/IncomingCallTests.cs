using NetTapi.Loop;
using NetTapi.Phone;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Calls from outside, each with the exact facts it makes.</summary>
public class IncomingCallTests
{
    private static readonly OutsideCaller Facetcorp = new("9729859901", "FACETCORP");

    private const string Arrived = "arrived L1 \"FACETCORP\" 9729859901 9725551128";

    [Fact]
    public void A_call_is_offered_answered_and_ended_by_the_caller()
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer(TimeSpan.FromSeconds(3)));
        var call = office.Carrier.Call("9725551128", Facetcorp, talk: TimeSpan.FromSeconds(10));
        office.Run(5);
        Assert.Equal([Arrived, "offered 128", "connected 128"], office.Facts.Words);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.True(office.Media.Reaches(call.Leg!, phone.LastCall!.Leg!));
        Assert.True(office.Media.Reaches(phone.LastCall!.Leg!, call.Leg!));
        office.Run(10);
        Assert.Equal([Arrived, "offered 128", "connected 128", "left L1", "left 128", "over"], office.Facts.Words);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_is_ended_by_the_phone()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer(TimeSpan.FromSeconds(1), talk: TimeSpan.FromSeconds(5)));
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(20);
        Assert.Equal([Arrived, "offered 128", "connected 128", "left 128", "left L1", "over"], office.Facts.Words);
        Assert.Equal(PhoneCallState.Ended, call.State);
        office.AssertQuiet();
    }

    [Fact]
    public void The_phone_sees_name_and_number_of_the_caller()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Call("9725551128", Facetcorp, patience: TimeSpan.FromSeconds(2));
        office.Run(1);
        Assert.Equal(("9729859901", "FACETCORP"), (phone.LastCall!.Number, phone.LastCall.Name));
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_who_gives_up_is_gone_for_all()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var call = office.Carrier.Call("9725551128", Facetcorp, patience: TimeSpan.FromSeconds(5));
        office.Run(10);
        Assert.Equal([Arrived, "offered 128", "left L1", "left 128", "over"], office.Facts.Words);
        Assert.Equal(487, call.Status);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        office.AssertQuiet();
    }

    [Fact]
    public void Nobody_answers_within_the_ring_time()
    {
        var office = new Office();
        office.Phone(128);
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(60);
        Assert.Equal([Arrived, "offered 128", "left 128", "left L1", "over"], office.Facts.Words);
        Assert.Equal(480, call.Status);
        Assert.Equal(TimeSpan.FromSeconds(45), office.Facts.When("left 128") - office.Facts.When("offered 128"));
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    public void A_refusal_reaches_the_caller(int status)
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Reject(status, TimeSpan.FromSeconds(2)));
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(10);
        Assert.Equal([Arrived, "offered 128", "left 128", "left L1", "over"], office.Facts.Words);
        Assert.Equal(status, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_user_without_a_registered_phone_is_not_offered_the_call()
    {
        var office = new Office();
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(5);
        Assert.Equal([Arrived, "left L1", "over"], office.Facts.Words);
        Assert.Equal(480, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_status_that_does_not_ring_is_busy()
    {
        var office = new Office();
        office.Phone(128);
        office.Directory.TryChoose(office.Directory.Current.User("128")!, "lunch");
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(5);
        Assert.Equal([Arrived, "left L1", "over"], office.Facts.Words);
        Assert.Equal(486, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_number_without_a_route_is_not_found()
    {
        var office = new Office();
        var call = office.Carrier.Call("9725559999", Facetcorp);
        office.Run(5);
        Assert.Equal(["arrived L1 \"FACETCORP\" 9729859901 9725559999", "left L1", "over"], office.Facts.Words);
        Assert.Equal(404, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_plus_before_the_number_does_not_matter()
    {
        var office = new Office();
        office.Phone(128);
        office.Carrier.Call("+9725551128", Facetcorp, patience: TimeSpan.FromSeconds(2));
        office.Run(5);
        Assert.Contains("offered 128", office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void All_stations_of_the_user_ring_and_the_losers_are_cancelled()
    {
        var office = new Office();
        var desk = office.Phone(107);
        var lab = office.Phone(207, AnswerScript.Answer(TimeSpan.FromSeconds(2), talk: TimeSpan.FromSeconds(5)));
        office.Carrier.Call("9725551107", Facetcorp);
        office.Run(3);
        Assert.Equal(["offered 107", "offered 207", "connected 207", "left 107"], office.Facts.Words.Skip(1).OrderBy(word => word.StartsWith("offered", StringComparison.Ordinal) ? word : "z"));
        Assert.Equal(PhoneCallState.Ended, desk.LastCall!.State);
        Assert.Equal(PhoneCallState.Talking, lab.LastCall!.State);
        office.AssertQuiet();
        Assert.Equal(["left 207", "left L1", "over"], office.Facts.Words[^3..]);
    }

    [Fact]
    public void Two_phones_of_one_station_are_one_party()
    {
        var office = new Office();
        office.Phone(128);
        office.Phone(128, AnswerScript.Answer(TimeSpan.FromSeconds(2), talk: TimeSpan.FromSeconds(5)));
        office.Carrier.Call("9725551128", Facetcorp);
        office.Run(20);
        Assert.Equal([Arrived, "offered 128", "connected 128", "left 128", "left L1", "over"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void One_busy_phone_does_not_stop_the_others_and_one_declined_does()
    {
        var office = new Office();
        office.Phone(107, AnswerScript.Reject(486));
        var lab = office.Phone(207, AnswerScript.Reject(603, TimeSpan.FromSeconds(3)));
        var call = office.Carrier.Call("9725551107", Facetcorp);
        office.Run(2);
        Assert.Equal(PhoneCallState.Ringing, lab.LastCall!.State);
        office.Run(5);
        Assert.Equal(603, call.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void When_every_line_is_taken_the_next_caller_hears_so_and_no_call_is_told()
    {
        var office = new Office();
        office.Phone(128);
        for (var i = 0; i < 3; i++) office.Carrier.Call("9725551128", Facetcorp, patience: TimeSpan.FromSeconds(10));
        office.Run(1);
        var fourth = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(1);
        Assert.Equal(503, fourth.Status);
        Assert.Equal(3, office.Facts.Calls.Count);
        Assert.Equal(3, office.Switch.Figures.LinesTaken);
        office.AssertQuiet();
        Assert.Equal(["arrived L1", "arrived L2", "arrived L3"], office.Facts.Words.Where(word => word.StartsWith("arrived", StringComparison.Ordinal)).Select(word => word[..10]));
    }

    [Fact]
    public void Early_sound_of_the_phone_is_heard_by_the_caller()
    {
        var office = new Office();
        var phone = office.Phone(128, new AnswerScript { EarlyMedia = true });
        var call = office.Carrier.Call("9725551128", Facetcorp, patience: TimeSpan.FromSeconds(5));
        office.Run(2);
        Assert.Equal(183, call.Status);
        Assert.True(office.Media.Reaches(phone.LastCall!.Leg!, call.Leg!));
        office.AssertQuiet();
    }

    [Fact]
    public void Hold_and_resume_are_told_and_sound_pauses()
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer());
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(2);
        phone.LastCall!.Hold(true);
        office.Run(2);
        Assert.False(office.Media.Reaches(call.Leg!, phone.LastCall.Leg!));
        phone.LastCall.Hold(false);
        office.Run(2);
        Assert.True(office.Media.Reaches(call.Leg!, phone.LastCall.Leg!));
        call.HangUp();
        office.Run(2);
        Assert.Equal([Arrived, "offered 128", "connected 128", "held 128", "resumed 128", "left L1", "left 128", "over"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void An_orderly_stop_ends_every_call_and_takes_no_other()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer(TimeSpan.FromSeconds(1)));
        office.Phone(144);
        var talking = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(2);
        var ringing = office.Carrier.Call("9725551144", Facetcorp);
        office.Run(2);
        office.Loop.Post(office.Switch.Stop);
        office.Run(0.1);
        Assert.Equal(2, office.Facts.Words.Count(word => word == "over"));
        Assert.Equal((PhoneCallState.Ended, 503), (talking.State, ringing.Status));
        var late = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(1);
        Assert.Equal(503, late.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_that_is_over_before_its_media_opens_leaves_no_port_open()
    {
        var office = new Office();
        office.Phone(128);
        office.Facts.Next = fact =>
        {
            // Posted before the call asks for its port, and so run before it has it.
            if (fact is Telephony.Switching.OutsideCallArrived) office.Loop.Post(office.Switch.Stop);
        };
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(1);
        Assert.Equal(503, call.Status);
        Assert.Equal([Arrived, "left L1", "over"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_change_of_the_directory_does_not_disturb_a_running_call()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        var call = office.Carrier.Call("9725551128", Facetcorp);
        office.Run(2);
        office.Directory.Replace(new Telephony.Directory.DirectoryIndex(Telephony.Directory.DirectoryData.Empty));
        office.Run(2);
        Assert.Equal(PhoneCallState.Talking, call.State);
        call.HangUp();
        office.Run(2);
        Assert.Equal("over", office.Facts.Words[^1]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_stranger_is_asked_for_credentials_and_makes_no_call()
    {
        var office = new Office();
        office.Phone(128);
        var stranger = new Carrier(office.Equip(new System.Net.IPEndPoint(System.Net.IPAddress.Parse("198.51.100.7"), 5060)), Office.ServerAddress);
        var call = stranger.Call("9725551128", Facetcorp);
        office.Run(2);
        Assert.Equal(401, call.Status);
        Assert.Empty(office.Facts.Facts);
        office.AssertQuiet();
    }

    [Fact]
    public void Every_call_has_a_key_of_its_own_and_another_run_has_others()
    {
        CallKeysOf(1, out var first);
        CallKeysOf(2, out var second);
        Assert.Equal(4, first.Concat(second).Distinct().Count());

        static void CallKeysOf(ulong seed, out Telephony.CallKey[] keys)
        {
            var office = new Office(seed);
            office.Carrier.Call("9725551128", Facetcorp);
            office.Carrier.Call("9725551128", Facetcorp);
            office.Run(5);
            keys = [.. office.Facts.Calls];
            office.AssertQuiet();
        }
    }

    [Fact]
    public void A_carrier_may_call_a_number_alone()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var carrier = new ScriptedParty(office.Carrier.Equipment.Agent);
        office.Loop.Post(() => carrier.Agent.Invite(
            new()
            {
                Target = Sip.Messages.SipUri.Parse("tel:+9725551128"),
                Route = [Sip.Messages.NameAddress.Parse("<sip:10.0.0.1;lr>")],
                From = Sip.Messages.NameAddress.Parse("<tel:+9729859901>"),
                Offer = ScriptedParty.Audio("192.0.2.9", 4000, Sip.Sdp.SdpCodec.Pcmu),
            },
            carrier));
        office.Run(1);
        Assert.Contains("offered 128", office.Facts.Words);
        Assert.Equal("+9729859901", phone.LastCall!.Number);
        office.Run(180);
        office.AssertQuiet();
    }
}
