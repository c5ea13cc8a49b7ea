using System.Collections.Concurrent;
using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone.Tests;

/// <summary>The same phones on real sockets.</summary>
public class LoopbackTests
{
    [Fact]
    public async Task Two_phones_hear_each_other_over_loopback()
    {
        var faults = new ConcurrentQueue<Exception>();
        await using (var room = new PhoneRoom(TimeProvider.System, new SeededEntropy(5), faults.Enqueue))
        {
            var anna = Phone(room, "anna", voice: 500, listensFor: 900);
            var ben = Phone(room, "ben", voice: 900, listensFor: 500);
            ben.Script = _ => AnswerScript.Answer();
            var call = await anna.RunAsync(() => anna.Call(SipUri.Sip("ben", ben.Equipment.Local), "ben"));
            await anna.WaitForAsync(() => call.HeardTone);
            await ben.WaitForAsync(() => ben.LastCall!.HeardTone);
            Assert.True(await anna.RunAsync(() => call.SendDigits("7*")));
            await ben.WaitForAsync(() => ben.LastCall!.DigitsHeard == "7*");
            await anna.RunAsync(() =>
            {
                call.HangUp();
                return call;
            });
            await ben.WaitForAsync(() => ben.Calls.Count == 0);
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_phone_tells_who_is_heard_keeps_the_sound_and_knows_how_long_keys_were_pressed()
    {
        var faults = new ConcurrentQueue<Exception>();
        await using (var room = new PhoneRoom(TimeProvider.System, new SeededEntropy(5), faults.Enqueue))
        {
            var anna = Phone(room, "anna", voice: 500, listensFor: 900);
            var ben = Phone(room, "ben", voice: 900, listensFor: 500);
            ben.Sound = ben.Sound with { Tones = [500, 700, 1300] };
            ben.Script = _ => AnswerScript.Answer();
            var call = await anna.RunAsync(() => anna.Call(SipUri.Sip("ben", ben.Equipment.Local), "ben"));
            await ben.WaitForAsync(() => ben.LastCall?.Hearing.Tones is [500]);

            var chord = new short[AudioFrame.Samples * 50];
            var source = new ToneGenerator(700, 1300);
            for (var i = 0; i < 50; i++) source.Read(chord.AsSpan(i * AudioFrame.Samples, AudioFrame.Samples));
            ben.LastCall!.Hearing.Keep(TimeSpan.FromSeconds(1));
            await anna.RunAsync(() =>
            {
                call.Play(new SoundLoop(new Sound(chord)));
                return call;
            });
            await ben.WaitForAsync(() => ben.LastCall!.Hearing.Tones is [700, 1300]);
            Assert.Equal([500.0, 700, 1300], ben.LastCall!.Hearing.EverHeard);
            Assert.NotEmpty(ben.LastCall.Hearing.Kept());

            await anna.RunAsync(() => call.SendDigits("7"));
            await ben.WaitForAsync(() => ben.LastCall!.DigitsHeard == "7" && ben.LastCall.Hearing.Keys.Count == 1);
            Assert.Equal([new HeardKey('7', TimeSpan.FromMilliseconds(100))], ben.LastCall.Hearing.Keys);
        }

        Assert.Empty(faults);
    }

    private static SoftPhone Phone(PhoneRoom room, string name, double voice, double listensFor)
    {
        var equipment = room.Equip(new IPEndPoint(IPAddress.Loopback, 0));
        return new SoftPhone(equipment, new SoftPhoneOptions(name, equipment.Local)) { Sound = new PhoneSound(voice, listensFor) };
    }
}
