using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Switch.Tests.Features;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Calls for help: without access code, by any line, and by a running call's where all are busy.</summary>
public class EmergencyTests
{
    [Theory]
    [InlineData("112")]
    [InlineData("9112")]
    [InlineData("9,112")]
    [InlineData("82112")]
    public void It_passes_with_and_without_access_code_and_goes_out_as_it_is(string dialled)
    {
        var office = new LineOffice(gateway => gateway with { NumbersOut = [new NumberRule("", "+1")] }, gateway => gateway with { NumbersOut = [new NumberRule("1", "9")] });
        var phone = office.Office.Phone(128);
        office.Carrier.Script = office.Backup.Script = _ => AnswerScript.Answer();
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, dialled).State);
        var line = dialled == "82112" ? 11 : 1;
        Assert.Equal(["began 128", $"placed L{line} 112", $"connected L{line}"], office.Office.Facts.Words);
        Assert.Equal("112", (office.Carrier.LastCall ?? office.Backup.LastCall)!.Dialled);
        Assert.Equal([$"128 calls 112 on L{line}"], office.Journal.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void It_needs_neither_default_trunk_group_nor_a_status_that_rings()
    {
        var office = new LineOffice(directory: data => data with { TrunkGroups = [data.TrunkGroups[1]] });
        var phone = office.Office.Phone(128);
        office.Office.Directory.TryChoose(office.Office.Directory.Current.User("128")!, "Lunch");
        office.Backup.Script = _ => AnswerScript.Answer();
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, "112").State);
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, "9112").State);
        office.AssertQuiet();
    }

    [Fact]
    public void Where_all_lines_are_busy_the_youngest_call_gives_up_its_own_and_no_other_is_touched()
    {
        var office = new LineOffice();
        var (phone, calls) = Fill(office);
        var help = office.Call(office.Office.Phone(144), "112");
        Assert.Equal(PhoneCallState.Talking, help.State);
        Assert.Equal(["L12 taken from a call", "144 calls 112 on L12"], office.Journal.Words);
        Assert.Equal([.. Enumerable.Repeat(PhoneCallState.Talking, 4), PhoneCallState.Ended], calls.Select(call => call.State));
        Assert.Equal(["left L12", "left 128", "over"], office.Office.Facts.Of(5)[^3..]);
        Assert.Equal(["began 144", "placed L12 112", "connected L12"], office.Office.Facts.Of(6));
        Assert.Equal(5, office.Office.Switch.Figures.LinesTaken);
        Assert.Equal(4, phone.Calls.Count);
        office.AssertQuiet();
    }

    [Fact]
    public void Who_is_transferred_to_it_and_has_the_only_line_is_not_called_for_when_he_has_lost_it()
    {
        var office = FeatureOffice.With(data => data with
        {
            Gateways = [data.Gateways[0] with { Lines = [new LineNumber(1)] }],
            TrunkGroups = [new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [new LineNumber(1)] }],
        });
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Carrier.Script = _ => AnswerScript.Answer();
        phone.LastCall!.Transfer(Sip.Messages.SipUri.Sip("112", Office.ServerAddress));
        office.Run(3);
        Assert.Equal(PhoneCallState.Ended, outside.State);
        office.AssertQuiet();
        Assert.DoesNotContain("placed L1 112", office.Facts.Words);
    }

    [Fact]
    public void No_call_for_help_is_ended_for_another()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = office.Backup.Script = _ => AnswerScript.Answer();
        var calls = Enumerable.Range(0, 5).Select(_ => office.Call(phone, "112")).ToArray();
        Assert.All(calls, call => Assert.Equal(PhoneCallState.Talking, call.State));
        Assert.Equal(503, office.Call(phone, "112").Status);
        Assert.All(calls, call => Assert.Equal(PhoneCallState.Talking, call.State));
        Assert.Equal("128 calls 112 on nothing", office.Journal.Words[^1]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_that_only_rings_gives_up_its_line_at_once()
    {
        var office = new LineOffice();
        Fill(office, last: AnswerScript.Ring);
        Assert.Equal(PhoneCallState.Talking, office.Call(office.Office.Phone(144), "112").State);
        Assert.Equal(["L12 taken from nobody", "144 calls 112 on L12"], office.Journal.Words);
        Assert.Equal(["left L12", "left 128", "over"], office.Office.Facts.Of(5)[^3..]);
        Assert.Equal(5, office.Office.Switch.Figures.LinesTaken);
        office.AssertQuiet();
    }

    [Fact]
    public void A_click_to_dial_whose_phone_still_rings_gives_up_its_line_before_any_call()
    {
        var office = new LineOffice(options: new SwitchOptions { BusyToneTime = TimeSpan.FromSeconds(2) });
        var phone = office.Office.Phone(107, AnswerScript.Ring, obeys: false);
        office.Office.Dial("107", "2148441111");
        office.Office.Run(1);
        var (_, calls) = Fill(office, count: 4);
        Assert.Equal(PhoneCallState.Talking, office.Call(office.Office.Phone(144), "112").State);
        Assert.Equal(["L1 taken from nobody", "144 calls 112 on L1"], office.Journal.Words);
        Assert.All(calls, call => Assert.Equal(PhoneCallState.Talking, call.State));
        phone.LastCall!.Answer();
        office.Office.Run(1);
        Assert.Equal(["began 107"], office.Office.Facts.Of(6));
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_from_outside_that_waits_is_refused_for_it()
    {
        var office = new LineOffice();
        office.Office.Phone(107, AnswerScript.Ring);
        Fill(office, count: 4);
        var waiting = new List<PhoneCall>();
        office.Office.Loop.Post(() => waiting.Add(office.Backup.Call("9725551107", new OutsideCaller("9729859901"))));
        office.Office.Run(1);
        Assert.Equal(PhoneCallState.Talking, office.Call(office.Office.Phone(144), "112").State);
        Assert.Equal(480, waiting[0].Status);
        Assert.Equal(["left L12", "left 107", "over"], office.Office.Facts.Of(5)[^3..]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_that_is_up_comes_first_and_one_that_is_down_is_tried_all_the_same()
    {
        var office = new LineOffice(gateway => gateway with { Watch = TimeSpan.FromSeconds(10) });
        office.Silence();
        office.Office.Run(30);
        var phone = office.Office.Phone(128);
        office.Backup.Script = _ => AnswerScript.Answer();
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, "112").State);
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, "112").State);
        office.Carrier.Script = _ => AnswerScript.Answer();
        office.Restore();
        Assert.Equal(PhoneCallState.Talking, office.Call(phone, "112").State);
        Assert.Equal(["placed L11 112", "placed L12 112", "placed L1 112"], office.Office.Facts.Words.Where(words => words.StartsWith("placed", StringComparison.Ordinal)));
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_short_of_channels_is_asked_again_and_any_refusal_sends_it_another_way()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        var refusals = new Queue<int>([404, 503]);
        office.Carrier.Script = office.Backup.Script = _ => refusals.TryDequeue(out var status) ? AnswerScript.Reject(status) : AnswerScript.Answer();
        var call = office.Call(phone, "112");
        office.Office.Run(1);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal(
            ["128 calls 112 on L1", "128 calls 112 on L11", "carrier L1: it answers 404, elsewhere", "backup L11: it answers 503, elsewhere", "128 calls 112 on L1"],
            office.Journal.Words);
        office.AssertQuiet();
    }

    /// <summary>The log said eight times that it had begun, twice that there was no other way, and never that it had failed.</summary>
    [Fact]
    public void A_call_for_help_that_no_gateway_takes_is_told_as_failed_and_no_line_before_the_last_as_without_another_way()
    {
        var office = new LineOffice();
        office.Carrier.Script = office.Backup.Script = _ => AnswerScript.Reject(503);
        var call = office.Call(office.Office.Phone(128), "112");
        office.Office.Run(10);
        Assert.Equal((PhoneCallState.Ended, 503), (call.State, call.Status));
        Assert.Equal("128 calls 112 in vain", office.Journal.Words[^1]);
        string[] failures = [.. office.Journal.Words.Where(words => words.Contains("it answers", StringComparison.Ordinal))];
        Assert.Equal(8, failures.Length);
        Assert.All(failures[..^1], words => Assert.EndsWith(", elsewhere", words, StringComparison.Ordinal));
        Assert.Equal("backup L11: it answers 503", failures[^1]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_that_gives_up_while_another_way_is_waited_for_leaves_nothing_behind()
    {
        var office = new LineOffice();
        var phone = office.Office.Phone(128);
        office.Carrier.Script = office.Backup.Script = _ => AnswerScript.Reject(503);
        var call = phone.Call("112");
        office.Office.Run(0.5);
        call.HangUp();
        office.Office.Run(1);
        Assert.Equal(PhoneCallState.Ended, call.State);
        Assert.Equal(["left 128", "over"], office.Office.Facts.Words[^2..]);
        office.AssertQuiet();
    }

    [Fact]
    public void It_can_be_clicked_too()
    {
        var office = new LineOffice();
        Fill(office);
        office.Office.Phone(144);
        Assert.Equal([DialOutcome.Ringing], Dial(office));
        Assert.Equal(["began 144", "placed L12 112", "connected L12"], office.Office.Facts.Of(6));
        office.AssertQuiet();
    }

    /// <summary>Phone 128 talks on lines until all but the wanted are busy.</summary>
    private static (SoftPhone Phone, PhoneCall[] Calls) Fill(LineOffice office, int count = 5, AnswerScript? last = null)
    {
        var phone = office.Office.Phone(128);
        office.Carrier.Script = office.Backup.Script = call => last is not null && call.Dialled == "2144" ? last : AnswerScript.Answer();
        var calls = Enumerable.Range(0, count).Select(i => office.Call(phone, $"9214{i}")).ToArray();
        Assert.All(calls[..^1], call => Assert.Equal(PhoneCallState.Talking, call.State));
        return (phone, calls);
    }

    private static List<DialOutcome> Dial(LineOffice office)
    {
        var outcomes = office.Office.Dial("144", "112");
        office.Office.Run(2);
        return outcomes;
    }
}
