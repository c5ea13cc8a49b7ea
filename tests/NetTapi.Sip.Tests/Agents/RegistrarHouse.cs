using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>A registrar with users 128 and 129 on a simulated loop, and a phone that knows their passwords.</summary>
internal sealed class RegistrarHouse
{
    private readonly Dictionary<string, string> _passwords = new() { ["128"] = "secret", ["129"] = "other" };

    public RegistrarHouse(RegistrarOptions? options = null, GuessThrottleOptions? throttle = null)
    {
        Table = new BindingTable(Loop);
        Digest = new DigestServer(Loop, new DigestServerOptions("office"));
        Throttle = new GuessThrottle(Loop, throttle ?? new GuessThrottleOptions());
        Registrar = new Registrar(Loop, Table, Digest, Throttle, user => _passwords.GetValueOrDefault(user), options ?? new RegistrarOptions());
    }

    public SimulatedLoop Loop { get; } = new(1);

    public BindingTable Table { get; }

    public DigestServer Digest { get; }

    public GuessThrottle Throttle { get; }

    public Registrar Registrar { get; }

    /// <summary>A REGISTER without credentials.</summary>
    public static SipRequest Register(string user, uint cseq, string? contact, string? expires = null, string callId = "one", params string[] more)
    {
        List<string> lines =
        [
            "REGISTER sip:office SIP/2.0",
            "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1",
            $"From: <sip:{user}@office>;tag=1",
            $"To: <sip:{user}@office>",
            $"Call-ID: {callId}",
            $"CSeq: {cseq} REGISTER",
            .. more,
        ];
        if (contact is not null) lines.Add($"Contact: {contact}");
        if (expires is not null) lines.Add($"Expires: {expires}");
        return TestRequest.Parse([.. lines]);
    }

    /// <summary>Sends a request, answers the challenge, and gives what came of it.</summary>
    public SipResponse Send(SipRequest request, string? password = null, Flow? flow = null)
    {
        var user = request.To!.Uri.UserText!;
        var client = new DigestClient(new DigestCredentials(user, password ?? _passwords.GetValueOrDefault(user, "none")), Loop.Entropy);
        var challenge = TestRequest.Ask(Registrar, request, flow);
        return client.Answer(request, challenge) is { } answer ? TestRequest.Ask(Registrar, answer, flow) : challenge;
    }

    /// <summary>The contacts of a user.</summary>
    public string[] ContactsOf(string user) => [.. Table.Find(user).Select(binding => binding.Contact.Uri.ToString())];
}
