using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Invites;

/// <summary>What invites need of the user agent they belong to.</summary>
internal interface IInviteHost
{
    IControlLoop Loop { get; }

    SipTimers Timers { get; }

    DialogTable Dialogs { get; }

    SessionIntervals SessionIntervals { get; }

    /// <summary>Whether an extension is present.</summary>
    bool Supports(SipExtension extension);

    /// <summary>Finds the way, adds Via and Contact, and begins a transaction.</summary>
    /// <param name="request">Complete but for Via and Contact.</param>
    /// <param name="flow">The flow to use; null: the request's own target is looked up.</param>
    /// <param name="events">Told the answers.</param>
    /// <param name="begun">Called when the transaction has begun, perhaps later; again for each further target tried.</param>
    void Send(SipRequest request, Flow? flow, IClientTransactionEvents events, Action<SentRequest> begun);

    /// <summary>Sends an ACK of a 2xx: a request without a transaction.</summary>
    void SendAck(SipRequest ack, Flow? flow);

    /// <summary>Sends a response again, beside its transaction: a 2xx that nobody acknowledged.</summary>
    void Resend(Flow flow, SipResponse response);

    /// <summary>The Contact we give to who is reached by a flow.</summary>
    NameAddress ContactFor(Flow flow);

    /// <summary>The address of ours that who is reached by a flow can send media to.</summary>
    IPAddress LocalAddressOn(Flow flow);

    /// <summary>What the methods and extensions we know are called, in every request and response that should say so.</summary>
    SipRequest Describe(SipRequest request);

    /// <summary>See <see cref="Describe(SipRequest)"/>.</summary>
    SipResponse Describe(SipResponse response);

    /// <summary>Runs a handler's code. What it throws is logged and is that call's end, nothing else.</summary>
    /// <returns>False where it threw.</returns>
    bool Guard(Action action);
}

/// <summary>A request under way.</summary>
/// <param name="Request">The request as it was sent.</param>
/// <param name="Flow">Where to.</param>
/// <param name="Transaction">Its transaction.</param>
/// <param name="Settle">Keeps it from being sent to a further target.</param>
internal sealed record SentRequest(SipRequest Request, Flow Flow, ClientTransaction Transaction, Action Settle)
{
    private static readonly string[] Copied = [HeaderNames.Via, HeaderNames.Route, HeaderNames.From, HeaderNames.To, HeaderNames.CallId];

    /// <summary>Cancels an INVITE that was answered provisionally (RFC 3261 9.1).</summary>
    public void Cancel(IInviteHost host)
    {
        var headers = Request.Headers.Where(header => Copied.Any(header.Is))
            .Append(new SipHeader(HeaderNames.CSeq, new CSeq(Request.CSeq!.Number, SipMethods.Cancel).ToString()))
            .Append(new SipHeader(HeaderNames.MaxForwards, "70"));
        host.Send(new SipRequest(SipMethods.Cancel, Request.Uri, new HeaderList(headers)), Flow, IgnoredAnswers.Instance, static _ => { });
        (Transaction as InviteClient)?.ExpectCancellation();
    }
}
