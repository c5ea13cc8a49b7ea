using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>A desk phone without a desk: registers, calls, answers by script. Its verbs are for the loop.</summary>
public sealed class SoftPhone : PhoneSet
{
    private readonly SoftPhoneOptions _options;
    private readonly Registration _registration;

    /// <summary>Makes a phone; it takes over the calls of its user agent.</summary>
    public SoftPhone(PhoneEquipment equipment, SoftPhoneOptions options)
        : base(equipment)
    {
        _options = options;
        Address = SipUri.Sip(options.User, options.Domain ?? options.Server.Address.ToString(), options.Domain is null ? options.Server.Port : null);
        var registrar = SipUri.Sip(null, options.Server);
        _registration = new Registration(
            equipment.Loop,
            equipment.Agent,
            new RegistrationOptions(registrar, Address, SipUri.Sip(options.User, equipment.Local))
            {
                Credentials = options.Credentials,
                Expiry = options.RegistrationExpiry,
            })
        {
            Changed = _ => Tell(new PhoneNotice(PhoneNoticeKind.Registration, null)),
        };
    }

    /// <summary>Its address of record.</summary>
    public SipUri Address { get; }

    /// <summary>Whether the server knows where it is.</summary>
    public bool IsRegistered => _registration.State == RegistrationState.Registered;

    /// <summary>Where its registration stands.</summary>
    public RegistrationState RegistrationState => _registration.State;

    /// <summary>The last status the registrar gave; 0 before any.</summary>
    public int RegistrationStatus => _registration.LastStatus;

    /// <summary>Registers, and stays registered.</summary>
    public void Register() => _registration.Begin();

    /// <summary>Takes the registration back.</summary>
    public void Unregister() => _registration.End();

    /// <summary>Calls a number through its server.</summary>
    /// <param name="number">What is dialled.</param>
    /// <param name="talk">How long it talks before it hangs up; null until told.</param>
    /// <param name="patience">How long it waits for an answer before it gives up; null until told.</param>
    /// <param name="lateOffer">Whether it leaves the offer to the other side, as some gateways and servers do.</param>
    public PhoneCall Call(string number, TimeSpan? talk = null, TimeSpan? patience = null, bool lateOffer = false) =>
        Call(AddressOf(number), number, talk, patience, lateOffer);

    /// <summary>Calls another phone directly.</summary>
    public PhoneCall Call(SipUri target, string number, TimeSpan? talk = null, TimeSpan? patience = null, bool lateOffer = false)
    {
        var call = Begin(number, null, incoming: null);
        call.Dial(RequestTo(target), talk, patience, lateOffer);
        return call;
    }

    /// <summary>A number as its server knows it: what a transfer names.</summary>
    public SipUri AddressOf(string number) => SipUri.Sip(number, _options.Server);

    private protected override InviteRequest RequestTo(SipUri target) => new()
    {
        Target = target,
        From = new NameAddress(_options.DisplayName, Address),
        To = new NameAddress(target),
        Credentials = _options.Credentials,
    };

    private protected override AnswerScript ScriptFor(PhoneCall call, SipRequest request)
    {
        var script = base.ScriptFor(call, request);
        return _options.ObeysAutoAnswer && AsksForAnswer(request) ? AnswerScript.Answer(talk: script.TalkTime) : script;
    }

    private static bool AsksForAnswer(SipRequest request) =>
        request.Headers.All("Call-Info").Any(value => value.Contains("answer-after=0", StringComparison.OrdinalIgnoreCase)) ||
        request.Headers.All("Alert-Info").Any(value => value.Contains("autoanswer", StringComparison.OrdinalIgnoreCase) || value.Contains("auto-answer", StringComparison.OrdinalIgnoreCase));
}
