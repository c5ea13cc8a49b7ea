using NetTapi.Phone;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Somebody outside, in a call through a carrier of ours: says a tone, and tells which he hears.</summary>
internal sealed class OutsideParty(Carrier carrier, PhoneCall call)
{
    /// <summary>What he says, in hertz.</summary>
    public const int Voice = 450;

    /// <summary>The call as he sees it.</summary>
    public PhoneCall Call => call;

    /// <summary>Calls a number of the office; he can tell the tones apart that he is to listen for.</summary>
    public static async Task<OutsideParty> CallAsync(Office office, string number, params double[] tones)
    {
        var carrier = office.OpenCarrier(new PhoneSound(Voice) { Tones = [.. tones] });
        var call = await carrier.RunAsync(() => carrier.Call(number, new OutsideCaller(Information.CallerNumber, Information.Caller)));
        return new OutsideParty(carrier, call);
    }

    /// <summary>Waits until he hears exactly these tones.</summary>
    public Task HearsAsync(CancellationToken cancellation, params double[] tones) => carrier.HearsAsync(call, cancellation, tones);

    /// <summary>Waits until his call is answered.</summary>
    public Task TalksAsync(CancellationToken cancellation) => carrier.IsAsync(call, PhoneCallState.Talking, cancellation);

    /// <summary>Listens until so much more sound has come.</summary>
    public async Task ListenAsync(TimeSpan length, CancellationToken cancellation)
    {
        call.Hearing.Keep(length);
        await carrier.WaitForAsync(() => call.Hearing.HasKept, cancellation);
    }

    /// <summary>Presses keys.</summary>
    public Task PressAsync(string keys) => carrier.RunAsync(() => call.SendDigits(keys));

    /// <summary>Hangs up.</summary>
    public Task HangUpAsync() => carrier.RunAsync(call.HangUp);
}
