using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Sound that should not come, and sound that does not.</summary>
public sealed class StrangerTests
{
    private const int Voice = 500;
    private const int Stranger = 1900;

    [RealPeersFact]
    public async Task Sound_from_a_stranger_s_port_is_in_no_ear_and_in_no_recording()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128, tone: 700);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(Voice, Stranger);
        await using var carrier = office.CallOut(Answering(sound).Request("BYE").Confirm());
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await carrier.PrintsAsync("acknowledged", office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await application.SendAsync("!<record><uid=128>");
        await Heard.ToneAsync(phone, office.Limit);
        await phone.CommandAsync("hangup");
        await application.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        await application.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
        await phone.StopAsync(office.Limit);

        var heard = Heard.Read(phone.HeardFile());
        Assert.True(Heard.Strength(heard, Voice) > 1000, "the phone should have heard the carrier");
        Assert.True(Heard.Peak(heard, Stranger) < 100, "the phone heard a stranger");
        var (left, right) = Heard.ReadBoth(office.Folder["recordings/2006/02/27/1-1-128.wav"]);
        Assert.True(Heard.Strength(left, 700) > 1000, "the recording should have the user on the left");
        Assert.True(Heard.Strength(right, Voice) > 1000, "the recording should have the carrier on the right");
        Assert.True(Heard.Peak(left, Stranger) < 100 && Heard.Peak(right, Stranger) < 100, "a stranger is in the recording");
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact]
    public async Task A_call_whose_sound_stops_is_ended_and_the_log_says_so()
    {
        await using var office = await Office.OpenAsync(change: settings => settings["Switch"]!["MediaTimeout"] = "00:00:05");
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(voice: null);
        await using var carrier = office.CallOut(Answering(sound).Request("BYE").Confirm());
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");

        await application.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        Assert.Contains("Nothing came from line 1 in call", await office.Log.SaysAsync("it was hung up", office.Limit), StringComparison.Ordinal);
        await application.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact]
    public async Task A_call_whose_sound_stops_is_kept_where_it_is_to_be_and_the_log_says_so()
    {
        await using var office = await Office.OpenAsync(change: settings =>
        {
            settings["Switch"]!["MediaTimeout"] = "00:00:05";
            settings["Switch"]!["MediaTimeoutAction"] = "keep";
        });
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(voice: null);
        await using var carrier = office.CallOut(Answering(sound).Request("BYE").Confirm());
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");

        await application.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        await office.Log.SaysAsync("it is kept, as configured", office.Limit);
        await application.AskAsync("?<call_info=1>", Information.NotCompleted, office.Limit);
        await phone.CommandAsync("hangup");
        await application.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    private static SippScenario Answering(RtpParty sound) => new SippScenario().Invited().Ring().Accept(sound.Port).Request("ACK").Say("acknowledged");
}
