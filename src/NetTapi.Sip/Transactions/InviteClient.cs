using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>An INVITE of ours (RFC 3261 17.1.1, with the Accepted state of RFC 6026). The ACK of a 2xx is not its business.</summary>
internal sealed class InviteClient(ITransactionHost host, SipRequest request, Flow flow, IClientTransactionEvents events)
    : ClientTransaction(host, request, flow, events)
{
    private enum State
    {
        Calling,
        Proceeding,
        Accepted,
        Completed,
    }

    private State _state;
    private SipRequest? _ack;

    /// <inheritdoc />
    public override void Start()
    {
        Send(Request);
        Retransmit(Request, Host.Timers.T1, static pause => 2 * pause);
        FailAfter(Host.Timers.Patience);
    }

    /// <inheritdoc />
    public override void OnResponse(SipResponse response)
    {
        if (_state == State.Completed)
        {
            // The peer did not get our ACK.
            if (response.Status >= 300) Send(_ack!);
            return;
        }

        if (response.IsSuccess) OnSuccess(response);
        else if (_state == State.Accepted) return;
        else if (response.IsProvisional) OnProvisional(response);
        else OnRefusal(response);
    }

    /// <summary>The caller gave up waiting: an answer to the CANCEL is all that may still come (RFC 3261 9.1).</summary>
    public void ExpectCancellation()
    {
        if (_state == State.Proceeding) FailAfter(Host.Timers.Patience);
    }

    /// <inheritdoc />
    public override void OnFlowFailed()
    {
        if (!IsOver && _state is not (State.Accepted or State.Completed)) FailUnsent();
    }

    private void OnProvisional(SipResponse response)
    {
        if (_state == State.Calling)
        {
            _state = State.Proceeding;
            StopRetransmitting();
            CancelEnd();
        }

        Events?.OnResponse(response);
    }

    private void OnSuccess(SipResponse response)
    {
        if (_state != State.Accepted)
        {
            _state = State.Accepted;
            StopRetransmitting();
            Linger(Host.Timers.Patience);
        }

        Events?.OnResponse(response);
    }

    private void OnRefusal(SipResponse response)
    {
        _state = State.Completed;
        StopRetransmitting();
        _ack = AckOf(response);
        Send(_ack);
        if (IsReliable) End();
        else Linger(Host.Timers.D);
        Conclude(response);
    }

    /// <summary>RFC 3261 17.1.1.3: the INVITE's Via, From, Call-ID and Route, the response's To.</summary>
    private SipRequest AckOf(SipResponse response)
    {
        List<SipHeader> headers =
        [
            new(HeaderNames.Via, Request.TopVia!.ToString()),
            new(HeaderNames.From, Request.Headers.First(HeaderNames.From)!),
            new(HeaderNames.To, response.Headers.First(HeaderNames.To)!),
            new(HeaderNames.CallId, Request.CallId!),
            new(HeaderNames.CSeq, new CSeq(Request.CSeq!.Number, SipMethods.Ack).ToString()),
            new(HeaderNames.MaxForwards, "70"),
        ];
        headers.AddRange(Request.Headers.All(HeaderNames.Route).Select(route => new SipHeader(HeaderNames.Route, route)));
        return new SipRequest(SipMethods.Ack, Request.Uri, new HeaderList(headers));
    }
}
