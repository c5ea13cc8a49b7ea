using System.Text.Json.Nodes;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Keys into a call with a carrier (SIPp), looked at packet by packet: from an application and from a real phone (baresip).</summary>
public sealed class DtmfTests
{
    private const int SamplesAMillisecond = 8;

    [RealPeersFact, Requirement("C5")]
    public async Task An_application_s_digits_arrive_as_events_in_order_with_the_configured_length_and_gap()
    {
        await using var office = await Office.OpenAsync(change: static settings =>
        {
            Generate(settings);
            settings["Switch"]!["Dtmf"] = new JsonObject { ["Duration"] = "00:00:00.160", ["Gap"] = "00:00:00.100" };
        });
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(voice: 500);
        await using var carrier = office.CallOut(Answering(sound));
        await TalkAsync(office, phone, application, carrier);

        await application.SendAsync("!<play_dtmf><uid=128><digits=159#>");
        await sound.WaitAsync(party => party.Events.Count(key => key.Count(packet => packet.IsEnd) == 3) == 4, office.Limit);

        var keys = sound.Events;
        Assert.Equal("159#", string.Concat(keys.Select(key => key.First().Key)));
        foreach (var key in keys)
        {
            Assert.Equal([true, .. Enumerable.Repeat(false, key.Count() - 1)], key.Select(packet => packet.Marker));
            Assert.Equal(3, key.Count(packet => packet.IsEnd));
            Assert.All(key.Where(packet => packet.IsEnd), packet => Assert.Equal(160 * SamplesAMillisecond, packet.Duration));
        }

        foreach (var (one, next) in keys.Zip(keys.Skip(1)))
        {
            // An event's time is read when its first packet leaves, on a busy machine a little late; the nominal is 260 ms.
            Assert.InRange((int)(next.Key - one.Key), 250 * SamplesAMillisecond, 300 * SamplesAMillisecond);
        }

        await phone.CommandAsync("hangup");
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("C5")]
    public async Task Where_events_were_not_agreed_on_digits_arrive_as_tones()
    {
        await using var office = await Office.OpenAsync(change: Generate);
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(voice: 500);
        await using var carrier = office.CallOut(Answering(sound, events: false));
        await TalkAsync(office, phone, application, carrier);

        await application.SendAsync("!<play_dtmf><uid=128><digits=19>");
        await sound.WaitAsync(party => ToneFrames(party, 852, 1477) >= 4, office.Limit);
        Assert.Empty(sound.Events);
        // 100 ms are ten windows of 10 ms, those at its ends perhaps in part.
        Assert.InRange(ToneFrames(sound, 697, 1209), 8, 11);

        await phone.CommandAsync("hangup");
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("C5")]
    public async Task Where_the_gateway_does_not_want_them_an_application_s_digits_are_not_sent_and_the_phone_s_are()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var sound = new RtpParty(voice: 500);
        await using var carrier = office.CallOut(Answering(sound));
        await TalkAsync(office, phone, application, carrier);

        await application.SendAsync("!<play_dtmf><uid=128><digits=555>");
        await application.AskAsync("?<call_info=2>", ["#<call_info=2><err=no such call>"], office.Limit);
        await phone.PressAsync("7");
        await sound.WaitAsync(party => party.Events.Any(key => key.Any(packet => packet.IsEnd)), office.Limit);
        await phone.PressAsync("3");
        await sound.WaitAsync(party => party.Events.Count(key => key.Any(packet => packet.IsEnd)) == 2, office.Limit);
        Assert.Equal("73", string.Concat(sound.Events.Select(key => key.First().Key)));

        await phone.CommandAsync("hangup");
        await carrier.SucceedsAsync(office.Limit);
    }

    private static void Generate(JsonObject settings) => settings["Directory"]!["Gateways"]![0]!["GenerateIncallDtmf"] = true;

    private static SippScenario Answering(RtpParty sound, bool events = true) =>
        new SippScenario().Invited().Ring().Accept(sound.Port, events).Request("ACK").Say("acknowledged").Request("BYE").Confirm();

    private static async Task TalkAsync(Office office, Baresip phone, NetTapiProbe application, Sipp carrier)
    {
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        await carrier.PrintsAsync("acknowledged", office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
    }

    /// <summary>How many windows of 10 ms have both tones of a key.</summary>
    private static int ToneFrames(RtpParty party, int low, int high)
    {
        const int Window = 80;
        const double Loud = 5000;
        return party.Heard().Chunk(Window).Count(window =>
            window.Length == Window && Heard.Amplitude(window, low) > Loud && Heard.Amplitude(window, high) > Loud);
    }
}
