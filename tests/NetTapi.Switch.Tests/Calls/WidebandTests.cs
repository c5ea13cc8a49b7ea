using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Tests.Features;
using NetTapi.Telephony;

namespace NetTapi.Switch.Tests.Calls;

/// <summary>Wideband sound (G.722), which is passed through and never decoded here: it gives way where something is to be heard of it, or in it.</summary>
public class WidebandTests
{
    [Fact]
    public void Wideband_sound_is_passed_through_where_both_sides_have_it()
    {
        var office = new Office();
        var (carrier, _) = Wideband(office);
        Assert.Equal(["G722"], carrier.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void Wideband_sound_gives_way_where_music_is_to_be_played()
    {
        var office = new Office();
        var (carrier, phone) = Wideband(office, phones: [SdpCodec.Pcmu]);
        carrier.Offer(office, AudioSession.Offer(new SdpOrigin(1, 2, IPAddress.Parse("192.0.2.9")), new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4000), [SdpCodec.G722], MediaDirection.SendOnly));
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], phone.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>G.722 is never decoded here: a recording of it was an hour of silence.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wideband_sound_gives_way_where_the_call_is_recorded(bool always)
    {
        var options = new SwitchOptions { Recordings = new RecordingOptions { Directory = "/recordings" } };
        var office = new Office(options: options, directory: FeatureOffice.User(Office.StandardDirectory, "128", user => user with { RecordAllCalls = always }));
        var (carrier, phone) = Wideband(office, carriers: [SdpCodec.Pcma], phones: [SdpCodec.Pcmu]);
        if (!always)
        {
            Assert.Equal(["G722"], carrier.Heard!.Audio!.Codecs.Select(codec => codec.Name));
            office.Loop.Post(() => office.Switch.StartRecording([new StationNumber(128)]));
        }

        office.Run(2);
        Assert.Contains("recording 128", office.Facts.Words);
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], phone.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], carrier.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>One that can't leave wideband sound talks on: the other is left, or goes back, to what they had. A second recording does not disturb them again.</summary>
    [Theory]
    [InlineData("carrier")]
    [InlineData("phone")]
    public void Who_refuses_to_leave_wideband_sound_for_a_recording_still_hears_the_other(string stubborn)
    {
        var prompts = new CountingPrompts();
        var options = new SwitchOptions { Prompts = prompts, Recordings = new RecordingOptions { Directory = "/recordings", Announcement = "/told.wav" } };
        var office = new Office(options: options, sound: true);
        SdpCodec[] both = [SdpCodec.Pcmu, SdpCodec.G722];
        var (carrier, phone) = Wideband(office, carriers: stubborn == "carrier" ? [] : both, phones: stubborn == "phone" ? [] : both);
        for (var i = 0; i < 2; i++)
        {
            office.Loop.Post(() => office.Switch.StartRecording([new StationNumber(128)]));
            office.Run(2);
            office.Loop.Post(() => office.Switch.StopRecording([new StationNumber(128)]));
            office.Run(1);
        }

        Assert.Equal(stubborn == "carrier" ? (2, 0) : (2, 2), (carrier.Offers.Count, phone.Offers.Count));
        if (stubborn == "phone") Assert.Equal(["G722"], carrier.Offers[^1]);

        // Who had agreed already has heard it; it is not kept for later.
        Assert.Equal(stubborn == "carrier" ? 0 : 1, prompts.Heard);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>It was played while nothing could be heard of it, for the others' sound to be cut off for so long.</summary>
    [Fact]
    public void An_announcement_waits_until_it_can_be_heard()
    {
        var prompts = new CountingPrompts();
        var options = new SwitchOptions { Prompts = prompts, Recordings = new RecordingOptions { Directory = "/recordings", Announcement = "/told.wav" } };
        var office = new Office(options: options, sound: true);
        var (carrier, _) = Wideband(office, carriers: [SdpCodec.Pcmu], phones: [SdpCodec.Pcmu]);
        office.Loop.Post(() => office.Switch.StartRecording([new StationNumber(128)]));
        office.Run(2);
        Assert.Equal(2, prompts.Heard);
        carrier.Session!.End();
        office.AssertQuiet();
    }

    [Fact]
    public void A_party_that_gives_up_wideband_in_the_middle_of_a_call_is_still_heard_and_hears()
    {
        var office = new Office();
        var (carrier, phone) = Wideband(office, phones: [SdpCodec.Pcmu]);
        carrier.Offer(office, ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        Assert.Equal(["PCMU"], carrier.Session!.Remote!.Audio!.Codecs.Select(codec => codec.Name));
        Assert.Equal(["PCMU", "PCMA", "telephone-event"], phone.Heard!.Audio!.Codecs.Select(codec => codec.Name));
        carrier.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>A call between a carrier and a phone that have agreed on wideband sound.</summary>
    /// <param name="office">Where.</param>
    /// <param name="carriers">What the carrier answers later offers with; none: it refuses them.</param>
    /// <param name="phones">What the phone answers them with.</param>
    private static (ScriptedParty Carrier, ScriptedParty Phone) Wideband(Office office, SdpCodec[]? carriers = null, SdpCodec[]? phones = null)
    {
        var carrier = new ScriptedParty(office.Carrier.Equipment.Agent) { Answers = carriers ?? [] };
        var phone = new ScriptedParty(office.Phone(128).Equipment.Agent) { Answers = phones ?? [] };
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.G722, SdpCodec.Pcmu));
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.G722));
        office.Run(1);
        return (carrier, phone);
    }

    /// <summary>Counts how many announcements were played.</summary>
    private sealed class CountingPrompts : IPrompts
    {
        public int Heard { get; private set; }

        public void Load(string path, Action<IAudioSource?> loaded) => loaded(new Prompt(this));

        private sealed class Prompt(CountingPrompts prompts) : IAudioSource
        {
            private bool _isHeard;

            public bool Read(Span<short> frame)
            {
                if (_isHeard) return false;
                prompts.Heard++;
                _isHeard = true;
                return true;
            }
        }
    }
}
