using System.Net;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>The telephone network outside: calls the server as its carrier does, and takes the calls it sends out by script. Does not register. Its verbs are for the loop.</summary>
public sealed class Carrier : PhoneSet
{
    private readonly IPEndPoint _server;

    /// <summary>Makes a carrier; it takes over the calls of its user agent.</summary>
    /// <param name="equipment">What it is made of.</param>
    /// <param name="server">The server it sends calls to.</param>
    public Carrier(PhoneEquipment equipment, IPEndPoint server)
        : base(equipment) => _server = server;

    /// <summary>Calls a number of the server's.</summary>
    /// <param name="number">The number dialled outside.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="talk">How long it talks before it hangs up; null until told.</param>
    /// <param name="patience">How long it waits for an answer before it gives up; null until told.</param>
    /// <param name="lateOffer">Whether it leaves the offer to the other side.</param>
    public PhoneCall Call(string number, OutsideCaller caller, TimeSpan? talk = null, TimeSpan? patience = null, bool lateOffer = false)
    {
        var call = Begin(number, null, incoming: null);
        var target = SipUri.Sip(number, _server);
        call.Dial(
            new InviteRequest
            {
                Target = target,
                From = Address(caller.Number, caller.Name),
                To = new NameAddress(target),
                Headers = [.. HeadersOf(caller)],
            },
            talk,
            patience,
            lateOffer);
        return call;
    }

    private protected override InviteRequest RequestTo(SipUri target) => new() { Target = target, From = Address("anonymous", null), To = new NameAddress(target) };

    private IEnumerable<SipHeader> HeadersOf(OutsideCaller caller)
    {
        if (caller.AssertedNumber is { } number) yield return new SipHeader(HeaderNames.PAssertedIdentity, Address(number, caller.AssertedName).ToString());
        if (caller.Privacy is { } privacy) yield return new SipHeader(HeaderNames.Privacy, privacy);
    }

    private NameAddress Address(string number, string? name) => new(name, SipUri.Sip(number, Equipment.Local));
}
