using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>An INVITE we got (RFC 3261 17.2.1, with the Accepted state of RFC 6026). Repeating a 2xx is not its business.</summary>
internal sealed class InviteServer(ITransactionHost host, SipRequest request, Flow flow) : ServerTransaction(host, request, flow)
{
    private enum State
    {
        Proceeding,
        Accepted,
        Completed,
        Confirmed,
    }

    private State _state;
    private SipResponse? _last;
    private bool _owesTrying;

    /// <inheritdoc />
    public override bool IsAnswered => _state != State.Proceeding;

    /// <inheritdoc />
    public override void OnRequest(SipRequest request)
    {
        if (request.Method == SipMethods.Ack)
        {
            if (_state == State.Completed) OnAck();
        }
        else if (_last is not null && _state is State.Proceeding or State.Completed)
        {
            Send(_last!);
        }
    }

    /// <summary>A 100 goes before whatever is answered; not before a challenge, though, which most strangers get at once.</summary>
    public void OweTrying() => _owesTrying = true;

    /// <inheritdoc />
    public override void Respond(SipResponse response)
    {
        if (IsOver || IsAnswered || (response.Status == 100 && _last is not null)) return;
        var isChallenge = response.Status is 401 or 407;
        if (_owesTrying && !isChallenge && response.Status != 100) Send(SipResponse.For(Request, 100));
        _owesTrying = false;
        var isUnheard = _last is null && isChallenge;
        _last = response;
        Send(response);
        if (response.IsSuccess)
        {
            _state = State.Accepted;
            _last = null;
            Linger(Host.Timers.Patience);
        }
        else if (response.IsFinal)
        {
            _state = State.Completed;
            // Who has heard nothing yet repeats his INVITE, and gets the challenge again with each. Sent unasked as well, ten more would go to whoever's address a stranger writes (RFC 3261 8.2.7).
            if (!isUnheard) Retransmit(response, Host.Timers.T1, Host.Timers.Next);
            EndAfter(Host.Timers.Patience);
        }
    }

    /// <inheritdoc />
    public override void OnFlowFailed()
    {
        if (_state != State.Proceeding) End();
    }

    private void OnAck()
    {
        _state = State.Confirmed;
        StopRetransmitting();
        if (IsReliable) End();
        else Linger(Host.Timers.T4);
    }
}
