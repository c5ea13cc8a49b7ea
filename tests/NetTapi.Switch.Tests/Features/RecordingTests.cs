using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Recordings, and keys played into the outside leg.</summary>
public class RecordingTests
{
    private static readonly SwitchOptions Options = new() { Recordings = new RecordingOptions { Directory = "/recordings" }, TimeZone = TimeZoneInfo.Utc };

    [Fact]
    [Requirement("C4")]
    public void Each_time_it_is_on_is_a_file()
    {
        var office = new Office(options: Options);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        Record(office, 128, true);
        Record(office, 128, false);
        Record(office, 128, false);
        Record(office, 128, true);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["recording 128", "recorded 128", "recording 128", "left L1", "left 128", "over", "recorded 128"], office.Facts.Words[3..]);
        var day = office.Facts.Facts[0].At.Utc.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"/recordings/{day}/1-1-128.wav", $"/recordings/{day}/1-2-128.wav"], office.Facts.Facts.OfType<RecordingStarted>().Select(started => started.File));
    }

    [Fact]
    [Requirement("C4")]
    public void Only_the_call_that_is_not_on_hold_is_recorded()
    {
        var office = new Office(options: Options);
        var phone = office.Phone(128);
        Record(office, 128, true);
        var outside = office.Answered(phone);
        phone.LastCall!.Hold(true);
        office.Run(1);
        Record(office, 128, true);
        Assert.DoesNotContain("recording 128", office.Facts.Words);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C4")]
    public void A_recording_ends_with_its_user_and_not_with_another()
    {
        var office = new Office(options: Options);
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        Record(office, 128, true);
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, "*74");
        Record(office, 144, true);
        phone.LastCall!.HangUp();
        office.Run(1);
        Record(office, 144, false);
        Assert.Equal(
            ["recording 128", "held 128", "recorded 128", "merged 2 into 1", "resumed 128", "recording 128", "recording 144", "left 128", "recorded 128", "recorded 144"],
            office.Facts.Of(1)[3..]);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_user_who_wants_all_his_calls_recorded_has_them()
    {
        var office = FeatureOffice.With(data => data.User("128", user => user with { RecordAllCalls = true }), Options);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Assert.Equal("recording 128", office.Facts.Words[^1]);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left L1", "left 128", "over", "recorded 128"], office.Facts.Words[^4..]);
    }

    [Theory]
    [InlineData(RecordingEndReason.DiskFull, true)]
    [InlineData(RecordingEndReason.Failed, false)]
    public void What_a_recording_left_behind_is_told_and_nothing_where_nothing_could_be_made(RecordingEndReason reason, bool isThere)
    {
        var office = new Office(options: Options);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        office.Loop.Post(() => office.Media.BreakRecordings(reason));
        office.Run(1);
        Assert.Equal(isThere, office.Facts.Facts.OfType<RecordingFinished>().Single().IsThere);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_full_disk_ends_the_recording_and_not_the_call()
    {
        var journal = new Journal();
        var office = new Office(options: Options with { Journal = journal });
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        office.Loop.Post(() => office.Media.BreakRecordings());
        office.Run(1);
        Assert.Equal(["recording 128", "recorded 128"], office.Facts.Words[3..]);
        Assert.Single(journal.Failed);
        Assert.True(office.Talk(outside, phone.LastCall!));
        Record(office, 128, true);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["recording 128", "left L1", "left 128", "over", "recorded 128"], office.Facts.Words[5..]);
    }

    [Theory]
    [InlineData(RecordingBeep.None, 0)]
    [InlineData(RecordingBeep.Start, 1)]
    [InlineData(RecordingBeep.Repeat, 3)]
    public void Everybody_hears_that_he_is_recorded_where_that_is_required(RecordingBeep beep, int beeps)
    {
        var recordings = Options.Recordings with { Beep = beep, BeepInterval = TimeSpan.FromSeconds(10) };
        var office = new Office(options: Options with { Recordings = recordings }, sound: true);
        office.Carrier.Sound = new PhoneSound(ListensFor: 1400);
        var phone = office.Phone(128);
        phone.Sound = new PhoneSound(440);
        var heard = 0;
        office.Carrier.Observer = notice => heard += notice is { Kind: PhoneNoticeKind.Tone, Call.HearsTone: true } ? 1 : 0;
        var outside = office.Answered(phone);
        Record(office, 128, true);
        office.Run(24);
        Record(office, 128, false);
        office.Run(24);
        Assert.Equal(beeps, heard);
        outside.HangUp();
        office.AssertQuiet();
    }

    /// <summary>Who was asked to join a call that is recorded already heard nothing of it.</summary>
    [Fact]
    public void Who_enters_a_room_that_is_recorded_is_told_and_nobody_twice()
    {
        var recordings = Options.Recordings with { Beep = RecordingBeep.Start };
        var office = new Office(options: Options with { Recordings = recordings }, sound: true, directory: Office.StandardDirectory with { Rooms = [new ConferenceRoom("600", "Board")] });
        var heard = new List<int>();
        foreach (var station in (int[])[128, 107, 144])
        {
            var phone = office.Phone(station);
            phone.Sound = new PhoneSound(ListensFor: 1400);
            phone.Observer = notice =>
            {
                if (notice is { Kind: PhoneNoticeKind.Tone, Call.HearsTone: true }) heard.Add(station);
            };
            phone.Call("600");
            office.Run(2);
            if (station == 107) Record(office, 128, true);
            office.Run(2);
        }

        Assert.Equal([107, 128, 144], heard.Order());
        Assert.Equal(144, heard[^1]);
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Fact]
    public void A_beep_does_not_sound_over_the_first_words_of_the_announcement()
    {
        var recordings = Options.Recordings with { Announcement = "/recorded.wav", Beep = RecordingBeep.Start };
        var office = new Office(options: Options with { Recordings = recordings, Prompts = new Prompts(1600) }, sound: true);
        office.Carrier.Sound = new PhoneSound { Tones = [1400, 1600] };
        var heard = new List<double>();
        office.Carrier.Observer = notice => heard.AddRange(notice.Call!.Hearing.Tones);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        office.Run(3);
        Assert.Equal([1600, 1400], heard);
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void An_announcement_that_can_t_be_played_is_told_of_and_the_beep_is_heard()
    {
        var journal = new Journal();
        var recordings = Options.Recordings with { Announcement = "/none.wav", Beep = RecordingBeep.Start };
        var office = new Office(options: Options with { Journal = journal, Recordings = recordings, Prompts = new Prompts(null) }, sound: true);
        office.Carrier.Sound = new PhoneSound(ListensFor: 1400);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        Assert.Equal(["/none.wav", "/none.wav"], journal.Missing);
        Assert.True(outside.HeardTone);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_beep_does_not_end_the_music_of_who_is_on_hold()
    {
        var recordings = Options.Recordings with { Beep = RecordingBeep.Repeat, BeepInterval = TimeSpan.FromSeconds(5) };
        var office = new Office(options: Options with { Recordings = recordings }, sound: true);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Record(office, 128, true);
        phone.LastCall!.Hold(true);
        office.Run(20);
        var before = outside.Figures.PacketsReceived;
        office.Run(10);
        Assert.InRange(outside.Figures.PacketsReceived - before, 490, 510);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(true, "12*#")]
    [InlineData(false, "")]
    [Requirement("C5")]
    public void Keys_are_played_to_the_outside_where_its_gateway_wants_it(bool allowed, string heard)
    {
        var office = FeatureOffice.With(data => data with { Gateways = [data.Gateways[0] with { GenerateIncallDtmf = allowed }] });
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Loop.Post(() => office.Switch.PlayDtmf([new StationNumber(128)], "12*#"));
        office.Run(2);
        Assert.Equal(heard, outside.DigitsHeard);
        Assert.Equal("", phone.LastCall!.DigitsHeard);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(MediaTimeoutAction.End)]
    [InlineData(MediaTimeoutAction.Keep)]
    public void A_party_that_has_fallen_silent_is_ended_or_kept_and_told_of(MediaTimeoutAction action)
    {
        var journal = new Journal();
        var office = new Office(options: new SwitchOptions { MediaTimeout = TimeSpan.FromSeconds(30), MediaTimeoutAction = action, Journal = journal });
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Run(60);
        Assert.Empty(journal.Silent);
        office.Media.Silence(phone.LastCall!.Leg!);
        office.Run(60);
        Assert.Equal(["128"], journal.Silent);
        Assert.Equal(action == MediaTimeoutAction.End ? PhoneCallState.Ended : PhoneCallState.Talking, outside.State);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_is_brought_into_a_conference_that_is_recorded_is_told()
    {
        var office = new Office(options: Options with { Recordings = Options.Recordings with { Beep = RecordingBeep.Start } }, sound: true);
        var phone = office.Phone(128);
        var third = office.Phone(144, AnswerScript.Answer());
        var heard = new List<PhoneCall>();
        office.Carrier.Sound = third.Sound = new PhoneSound(ListensFor: 1400);
        office.Carrier.Observer = third.Observer = notice =>
        {
            if (notice is { Kind: PhoneNoticeKind.Tone, Call.HearsTone: true }) heard.Add(notice.Call);
        };
        var outside = office.Answered(phone);
        var first = phone.LastCall!;
        Record(office, 128, true);
        Assert.Equal([outside], heard);
        office.Press(first, "*73144#");
        office.Press(first, "*74");
        Assert.Equal([outside, outside, third.LastCall], heard.OrderBy(call => call == outside ? 0 : 1));
        office.Press(first, "*74");
        Assert.Equal(3, heard.Count);
        outside.HangUp();
        first.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_party_that_takes_the_place_of_another_in_a_recorded_call_is_told()
    {
        var office = new Office(options: Options with { Recordings = Options.Recordings with { Beep = RecordingBeep.Start } }, sound: true);
        var phone = office.Phone(128, AnswerScript.Answer());
        var other = office.Phone(107);
        var third = office.Phone(144, AnswerScript.Answer());
        third.Sound = new PhoneSound(ListensFor: 1400);
        var call = other.Call("128");
        office.Run(1);
        Record(office, 128, true);
        call.Transfer(SipUri.Sip("144", Office.ServerAddress));
        office.Run(3);
        Assert.True(office.Talk(phone.LastCall!, third.LastCall!));
        Assert.True(third.LastCall!.HeardTone);
        phone.LastCall!.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_recording_that_its_user_has_stopped_does_not_begin_again_when_another_comes()
    {
        var office = FeatureOffice.With(data => data.User("128", user => user with { RecordAllCalls = true }), Options);
        var phone = office.Phone(128, AnswerScript.Answer());
        var third = office.Phone(144, AnswerScript.Answer());
        var call = office.Phone(107).Call("128");
        office.Run(1);
        Assert.Equal(1, office.Switch.Figures.Recordings);
        Record(office, 128, false);
        call.Transfer(SipUri.Sip("144", Office.ServerAddress));
        office.Run(3);
        Assert.True(office.Talk(phone.LastCall!, third.LastCall!));
        Assert.Equal(0, office.Switch.Figures.Recordings);
        Record(office, 128, true);
        Assert.Equal(1, office.Switch.Figures.Recordings);
        phone.LastCall!.HangUp();
        office.AssertQuiet();
    }

    /// <summary>The disk stalled, the recording had holes, and nobody was told.</summary>
    [Fact]
    public void A_recording_with_holes_is_told_of_with_what_is_missing()
    {
        var journal = new Journal();
        var office = new Office(options: Options with { Journal = journal });
        var outside = office.Answered(office.Phone(128));
        Record(office, 128, true);
        office.Media.RecordingLoss = 12_000;
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(TimeSpan.FromSeconds(1.5), Assert.Single(journal.Holes));
        Assert.Empty(journal.Failed);
    }

    private static void Record(Office office, int station, bool on)
    {
        office.Loop.Post(() =>
        {
            if (on) office.Switch.StartRecording([new StationNumber(station)]);
            else office.Switch.StopRecording([new StationNumber(station)]);
        });
        office.Run(1);
    }

    private sealed class Prompts(double? tone) : IPrompts
    {
        public void Load(string path, Action<IAudioSource?> loaded) => loaded(tone is { } frequency ? new ToneGenerator(frequency, length: TimeSpan.FromSeconds(1)) : null);
    }

    private sealed class Journal : ISwitchJournal
    {
        public List<string> Silent { get; } = [];

        public List<string> Failed { get; } = [];

        public List<string> Missing { get; } = [];

        public void AnnouncementMissing(string file) => Missing.Add(file);

        public List<TimeSpan> Holes { get; } = [];

        public void RecordingHasHoles(string file, TimeSpan lost) => Holes.Add(lost);

        public void RecordingFailed(string file, string reason) => Failed.Add(file);

        public void MediaLost(CallKey call, Endpoint party, TimeSpan limit, bool isEnded) => Silent.Add($"{((StationEndpoint)party).Station}");
    }
}
