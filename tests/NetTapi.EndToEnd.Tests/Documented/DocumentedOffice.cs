using System.Text.Json.Nodes;
using NetTapi.EndToEnd.Tests.Features;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>An office with a configuration of docs/administration.md, and phones and carriers of ours: everybody has a voice of his own, and can tell the others apart.</summary>
internal sealed class DocumentedOffice : IAsyncDisposable
{
    /// <summary>What is heard of whom, in hertz.</summary>
    public const int Prompt = 1600, Again = 1900, Ken = 700, Jim = 1000;

    private readonly int[] _ports;

    private DocumentedOffice(Office office, int[] ports)
    {
        Office = office;
        _ports = ports;
    }

    public Office Office { get; }

    public CancellationToken Limit => Office.Limit;

    /// <summary>The gateway that the page names first; on the network since it was first asked for.</summary>
    public Carrier Carrier => field ??= Open(0);

    /// <summary>Opens it.</summary>
    /// <param name="heading">The heading over the configuration.</param>
    /// <param name="speed">How many times faster than on the page everybody lives.</param>
    /// <param name="otherPort">Where the page's second gateway is; null: at a free port.</param>
    /// <param name="change">What is otherwise than on the page, where that says what else there could be; null for nothing.</param>
    public static async Task<DocumentedOffice> OpenAsync(string heading, double speed = 1, int? otherPort = null, Action<JsonObject>? change = null)
    {
        int[] ports = [0, otherPort ?? FreePorts.Next()];
        var office = await Office.OpenAsync(change: settings =>
        {
            ports[0] = new Uri(((string)settings["Directory"]!["Gateways"]![0]!["Address"]!).Replace("sip:", "sip://", StringComparison.Ordinal)).Port;
            DocumentedSettings.Lay(settings, heading, ports, speed);
            change?.Invoke(settings);
        });
        return new DocumentedOffice(office, ports);
    }

    /// <summary>Another gateway, by its place on the page.</summary>
    public Carrier Open(int gateway) => Office.OpenCarrier(new PhoneSound(OutsideParty.Voice) { Tones = [Ken, Jim, Prompt, Again] }, _ports[gateway]);

    /// <summary>Registers the phone of station 128 or 107.</summary>
    public Task<SoftPhone> PhoneAsync(int station) =>
        Office.SoftPhoneAsync(station, new PhoneSound(station == 128 ? Ken : Jim) { Tones = [OutsideParty.Voice, station == 128 ? Jim : Ken, Prompt] });

    /// <summary>Somebody calls from outside.</summary>
    public Task<PhoneCall> CallInAsync(string number, Carrier? by = null) =>
        Do(by ?? Carrier, carrier => carrier.Call(number, new OutsideCaller(Information.CallerNumber, Information.Caller)));

    /// <summary>A phone dials.</summary>
    public static Task<PhoneCall> DialAsync(SoftPhone phone, string number) => Do(phone, dialling => dialling.Call(number));

    /// <summary>Answers the call that rings a phone, when it does.</summary>
    public async Task<PhoneCall> AnswerAsync(PhoneSet phone)
    {
        var call = await phone.RingsAsync(Limit);
        await phone.RunAsync(call.Answer);
        return call;
    }

    /// <summary>Waits until a party hears exactly these tones.</summary>
    public Task HearsAsync(PhoneSet who, PhoneCall call, params double[] tones) => who.HearsAsync(call, Limit, tones);

    /// <summary>Waits until a call is where it should be.</summary>
    public Task IsAsync(PhoneSet who, PhoneCall call, PhoneCallState state) => who.IsAsync(call, state, Limit);

    /// <summary>Presses keys.</summary>
    public static Task PressAsync(PhoneSet who, PhoneCall call, string keys) => who.RunAsync(() => call.SendDigits(keys));

    /// <summary>Hangs up.</summary>
    public async Task HangUpAsync(PhoneSet who, PhoneCall call)
    {
        await who.RunAsync(call.HangUp);
        await IsAsync(who, call, PhoneCallState.Ended);
    }

    /// <summary>Does something at a phone or carrier.</summary>
    public static Task<TResult> Do<TPhone, TResult>(TPhone phone, Func<TPhone, TResult> action)
        where TPhone : PhoneSet => phone.RunAsync(() => action(phone));

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
