using NetTapi.Phone;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Trunk groups that overflow, and calls whose gateway is at fault.</summary>
public class OtherWayTests
{
    [Theory]
    [Requirement("N5")]
    [InlineData(503, "it answers 503")]
    [InlineData(500, "it answers 500")]
    [InlineData(408, "it does not answer")]
    [InlineData(401, "it does not take our name and password")]
    public void A_gateway_that_can_not_place_a_call_makes_it_go_by_another(int status, string words)
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(status);
        office.Backup.Script = _ => AnswerScript.Answer();
        var call = office.Call(phone, "92148441111");
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal("2148441111", office.Backup.LastCall!.Dialled);
        Assert.Equal(["began 128", "placed L1 2148441111", "left L1", "placed L11 2148441111", "connected L11"], office.Office.Facts.Words);
        Assert.Equal([$"carrier L1: {words}, elsewhere"], office.Journal.Words);
        Assert.Equal(1, office.Office.Switch.Figures.LinesTaken);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(603)]
    public void A_refusal_of_who_is_called_is_passed_on(int status)
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(status);
        Assert.Equal(status, office.Call(phone, "92148441111").Status);
        Assert.Null(office.Backup.LastCall);
        office.AssertQuiet();
    }

    [Fact]
    public void Once_it_has_rung_there_is_no_other_way()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(503, after: TimeSpan.FromMilliseconds(500));
        Assert.Equal(503, office.Call(phone, "92148441111").Status);
        Assert.Null(office.Backup.LastCall);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_that_says_nothing_is_given_up_for_another_and_called_off_should_it_wake()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Backup.Script = _ => AnswerScript.Answer();
        office.Silence();
        var call = office.Call(phone, "92148441111");
        office.Office.Run(2);
        Assert.Equal(PhoneCallState.Calling, call.State);
        office.Office.Run(2);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal(["carrier L1: it does not answer, elsewhere"], office.Journal.Words);
        office.Restore();
        office.Office.Run(5);
        Assert.Equal((PhoneCallState.Ended, 487), (office.Carrier.LastCall!.State, office.Carrier.LastCall.Status));
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal(1, office.Office.Switch.Figures.LinesTaken);
        office.AssertQuiet();
    }

    [Fact]
    public void A_slow_gateway_is_waited_for_where_there_is_no_other()
    {
        var office = new LineOffice(directory: data => data with { TrunkGroups = [data.TrunkGroups[0] with { Overflow = null }] });
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Answer();
        office.Silence();
        var call = office.Call(phone, "92148441111");
        office.Office.Run(9);
        office.Restore();
        office.Office.Run(10);
        Assert.Equal(PhoneCallState.Talking, call.State);
        office.AssertQuiet();
    }

    [Fact]
    public void Each_gateway_is_tried_once_and_the_last_refusal_is_told()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(503);
        office.Backup.Script = _ => AnswerScript.Reject(502);
        Assert.Equal(502, office.Call(phone, "92148441111").Status);
        Assert.Equal(["carrier L1: it answers 503, elsewhere", "backup L11: it answers 502"], office.Journal.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_whose_name_is_not_found_is_passed_over()
    {
        var office = new LineOffice(gateway => gateway with { Address = "sip:nowhere.example", Watch = TimeSpan.FromMinutes(1) });
        office.Backup.Script = _ => AnswerScript.Answer();
        Assert.Equal(PhoneCallState.Talking, office.Call(office.Office.Phone(128), "92148441111").State);
        Assert.Equal(["began 128", "placed L11 2148441111", "connected L11"], office.Office.Facts.Words);
        office.Office.Run(5);
        Assert.Equal(["carrier L1: its address is not found, elsewhere", "carrier down: its address is not found"], office.Journal.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_full_group_overflows_and_a_full_house_says_so()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = office.Backup.Script = _ => AnswerScript.Answer();
        for (var i = 0; i < 5; i++) office.Call(phone, "92148441111");
        Assert.Equal(["L1", "L2", "L3", "L11", "L12"], office.Office.Facts.Facts.OfType<LinePlaced>().Select(placed => $"L{placed.Line}"));
        var sixth = office.Call(phone, "92148441111");
        Assert.Equal(503, sixth.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void Lines_are_picked_as_their_group_says()
    {
        var office = new LineOffice(directory: data => data with { TrunkGroups = [data.TrunkGroups[0] with { Pick = LinePick.LeastRecentlyUsed }, data.TrunkGroups[1] with { Pick = LinePick.Descending }] });
        var phone = office.Office.Phone(128);
        foreach (var number in new[] { "9200", "9201", "82202", "9203", "9204" })
        {
            office.Call(phone, number).HangUp();
            office.Office.Run(1);
        }

        Assert.Equal([1, 2, 12, 3, 1], office.Office.Facts.Facts.OfType<LinePlaced>().Select(placed => placed.Line.Value));
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C2")]
    public void A_click_to_dial_goes_another_way_too()
    {
        var office = new LineOffice();
        office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(503);
        office.Backup.Script = _ => AnswerScript.Answer();
        Assert.Equal([DialOutcome.Ringing], Dial(office));
        Assert.Equal(["began 128", "placed L1 2148441111", "left L1", "placed L11 2148441111", "connected L11"], office.Office.Facts.Words);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void So_it_is_over_a_network_that_loses_and_doubles(ulong seed)
    {
        var manners = new NetworkManners { Loss = 15, Doubles = 10, Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(60) };
        var office = new LineOffice(seed: seed, options: new SwitchOptions { GatewayResponseTime = TimeSpan.FromSeconds(8) });
        var phone = office.Office.Phone(128);
        office.Office.Network.Manners = manners;
        office.Carrier.Script = _ => AnswerScript.Reject(503);
        office.Backup.Script = _ => AnswerScript.Answer();
        var call = office.Call(phone, "92148441111");
        office.Office.Run(20);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal(["began 128", "placed L1 2148441111", "left L1", "placed L11 2148441111", "connected L11"], office.Office.Facts.Words);
        office.Office.Network.Manners = NetworkManners.Good;
        office.AssertQuiet();
    }

    private static List<DialOutcome> Dial(LineOffice office)
    {
        var outcomes = office.Office.Dial("128", "2148441111");
        office.Office.Run(2);
        return outcomes;
    }
}
