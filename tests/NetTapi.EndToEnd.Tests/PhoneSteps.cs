using NetTapi.Phone;

namespace NetTapi.EndToEnd.Tests;

/// <summary>What tests have phones and carriers of ours do, and wait for at them; where it does not come, the fault says what was there instead.</summary>
internal static class PhoneSteps
{
    /// <summary>Waits until a call from somebody rings a phone.</summary>
    public static async Task<PhoneCall> RingsAsync(this PhoneSet phone, CancellationToken limit)
    {
        await phone.WaitForAsync(() => phone.Calls.Any(IsRinging), limit);
        return await phone.RunAsync(() => phone.Calls.First(IsRinging));
    }

    /// <summary>Waits until a call is where it should be.</summary>
    public static async Task IsAsync(this PhoneSet phone, PhoneCall call, PhoneCallState state, CancellationToken limit)
    {
        try
        {
            await phone.WaitForAsync(() => call.State == state, limit);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{call}, and not {state}.");
        }
    }

    /// <summary>Waits until exactly these tones are heard in a call.</summary>
    public static async Task HearsAsync(this PhoneSet phone, PhoneCall call, CancellationToken limit, params double[] tones)
    {
        try
        {
            await phone.WaitForAsync(() => call.Hearing.Tones.SequenceEqual(tones), limit);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{call} hears {string.Join(", ", call.Hearing.Tones)} and not {string.Join(", ", tones)}.");
        }
    }

    private static bool IsRinging(PhoneCall call) => call is { IsIncoming: true, State: PhoneCallState.Ringing };
}
