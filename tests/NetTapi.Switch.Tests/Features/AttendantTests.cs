using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Telephony.Directory;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Features;

/// <summary>The auto-attendant.</summary>
public class AttendantTests
{
    private static readonly Script Day = new()
    {
        Name = "day",
        Prompts = ["welcome", "menu"],
        Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "128")), new MenuChoice('2', new RouteTarget(RouteKind.Group, "sales")), new MenuChoice('9', null), new MenuChoice('0', RouteTarget.Hangup)],
        DialByExtension = true,
        InvalidPrompt = "sorry",
        OnTimeout = new RouteTarget(RouteKind.User, "144"),
    };

    [Fact]
    [Requirement("Q6")]
    public void A_digit_takes_the_caller_where_the_menu_says()
    {
        var (office, prompts) = Open(Day);
        var phone = office.Phone(128);
        var outside = Call(office);
        office.Run(3);
        Assert.Equal(["welcome", "menu"], prompts.Asked);
        office.Press(outside, "1");
        office.Run(5);
        phone.LastCall!.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["offered 128", "connected 128", "left L1", "left 128", "over"], office.Facts.Words[1..]);
    }

    [Fact]
    public void A_user_who_dials_the_script_chooses_as_a_caller_does()
    {
        var (office, _) = Open(Day with { Number = "510" });
        var callee = office.Phone(128, AnswerScript.Answer());
        var caller = office.Phone(144);
        var call = caller.Call("510");
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, call.State);
        office.Press(call, "1");
        office.Run(2);
        Assert.True(office.Talk(call, callee.LastCall!));
        call.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void An_extension_is_dialled_through()
    {
        var (office, _) = Open(Day);
        var phone = office.Phone(144, AnswerScript.Answer());
        var outside = Call(office);
        outside.SendDigits("144");
        office.Run(3);
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_who_presses_nothing_hears_it_again_and_is_taken_on()
    {
        var (office, prompts) = Open(Day);
        var phone = office.Phone(144, AnswerScript.Answer());
        var outside = Call(office);
        office.Run(40);
        Assert.Equal(["welcome", "menu", "welcome", "menu", "welcome", "menu"], prompts.Asked);
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_digit_that_means_nothing_is_said_to_and_nobody_is_kept_for_ever()
    {
        var (office, prompts) = Open(Day with { OnTimeout = null, Repeats = 1 });
        var outside = Call(office);
        office.Press(outside, "7");
        Assert.Equal(["welcome", "sorry", "welcome", "menu"], prompts.Asked);
        office.Press(outside, "8");
        Assert.Equal(PhoneCallState.Ended, outside.State);
        office.AssertQuiet();
    }

    [Fact]
    public void Who_hangs_up_is_gone_and_who_asks_for_it_hears_it_again()
    {
        var (office, prompts) = Open(Day);
        var outside = Call(office);
        office.Press(outside, "9");
        Assert.Equal(["welcome", "welcome", "menu"], prompts.Asked);
        outside.HangUp();
        office.AssertQuiet();
        var second = Call(office);
        office.Press(second, "0");
        Assert.Equal(PhoneCallState.Ended, second.State);
        office.AssertQuiet();
    }

    [Fact]
    public void A_prompt_that_is_not_there_is_passed_over_and_said_so()
    {
        var journal = new Journal();
        var (office, _) = Open(Day with { Prompts = ["missing"] }, journal);
        var phone = office.Phone(128, AnswerScript.Answer());
        var outside = Call(office);
        office.Press(outside, "1");
        office.Run(2);
        Assert.True(office.Talk(outside, phone.LastCall!));
        Assert.Equal(["day missing"], journal.Missing);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Outside_its_hours_the_call_goes_elsewhere()
    {
        var (office, prompts) = Open(Day with { Hours = [new OpeningHours(Weekdays.Sunday, TimeSpan.FromHours(8), TimeSpan.FromHours(17))], Closed = new RouteTarget(RouteKind.User, "144") });
        var phone = office.Phone(144, AnswerScript.Answer());
        var outside = Call(office);
        Assert.True(office.Talk(outside, phone.LastCall!));
        Assert.Empty(prompts.Asked);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_digit_that_begins_an_extension_means_itself_behind_a_hash_and_after_a_pause()
    {
        var (office, _) = Open(Day);
        var phone = office.Phone(128);
        var outside = Call(office);
        outside.SendDigits("1");
        office.Run(1);
        Assert.Null(phone.LastCall);
        outside.SendDigits("#");
        office.Run(1);
        Assert.Equal(PhoneCallState.Ringing, phone.LastCall!.State);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Going_back_and_forth_between_menus_is_no_circle()
    {
        var (office, _) = Open(Day with { DialByExtension = false, Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "128")), new MenuChoice('*', new RouteTarget(RouteKind.Ivr, "day"))] });
        var phone = office.Phone(128, AnswerScript.Answer());
        var outside = Call(office);
        for (var i = 0; i < 15; i++)
        {
            outside.SendDigits("*");
            office.Run(1);
        }

        outside.SendDigits("1");
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void But_not_for_ever()
    {
        var (office, _) = Open(Day with { DialByExtension = false, Menu = [new MenuChoice('*', new RouteTarget(RouteKind.Ivr, "day"))] });
        var outside = Call(office);
        for (var i = 0; i < 60 && outside.State == PhoneCallState.Talking; i++)
        {
            outside.SendDigits("*");
            office.Run(1);
        }

        office.Run(10);
        Assert.Equal(PhoneCallState.Ended, outside.State);
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_nobody_answered_hears_no_ringing_while_he_chooses_again()
    {
        var silent = new Script { Name = "day", Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "128"))], DigitTimeout = TimeSpan.FromSeconds(15) };
        var office = new Office(
            directory: Office.StandardDirectory with
            {
                Users = [.. Office.StandardDirectory.Users.Select(user => user with { NoAnswer = new RouteTarget(RouteKind.Ivr, "day"), RingTime = TimeSpan.FromSeconds(4) })],
                Scripts = [silent],
                Routes = [new Route("9725551199", new RouteTarget(RouteKind.Ivr, "day"))],
            },
            sound: true);
        office.Phone(128);
        office.Carrier.Sound = new PhoneSound(ListensFor: 425);
        var tones = 0;
        office.Carrier.Observer = notice => tones += notice is { Kind: PhoneNoticeKind.Tone, Call.HearsTone: true } ? 1 : 0;
        var outside = Call(office);
        outside.SendDigits("1");
        office.Run(6);
        Assert.True(tones > 0);
        tones = 0;
        office.Run(8);
        Assert.Equal(0, tones);
        outside.HangUp();
        office.AssertQuiet();
    }

    private static PhoneCall Call(Office office)
    {
        var outside = office.Carrier.Call("9725551199", new OutsideCaller("9729859901"));
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        return outside;
    }

    private static (Office Office, Prompts Prompts) Open(Script script, ISwitchJournal? journal = null)
    {
        var prompts = new Prompts();
        var options = new SwitchOptions { Prompts = prompts };
        if (journal is not null) options = options with { Journal = journal };
        var office = FeatureOffice.With(
            data => data with
            {
                Groups = [new RingGroup { Name = "sales", Members = FeatureOffice.Uids("107") }],
                Scripts = [script],
                Routes = [.. data.Routes, new Route("9725551199", new RouteTarget(RouteKind.Ivr, "day"))],
            },
            options);
        prompts.Office = office;
        return (office, prompts);
    }

    private sealed class Journal : ISwitchJournal
    {
        public List<string> Missing { get; } = [];

        public void PromptMissing(string script, string file) => Missing.Add($"{script} {file}");
    }

    /// <summary>Prompts of a second each; one is missing.</summary>
    private sealed class Prompts : IPrompts
    {
        public Office? Office { get; set; }

        public List<string> Asked { get; } = [];

        public void Load(string path, Action<IAudioSource?> loaded)
        {
            if (path == "missing")
            {
                Office!.Loop.Post(static done => done(null), loaded);
                return;
            }

            Asked.Add(path);
            Office!.Loop.Post(static done => done(new WavPrompt(new Sound(new short[AudioFrame.SampleRate]))), loaded);
        }
    }
}
