using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>Repeats a 2xx to an INVITE until its ACK comes, or says that it does not (RFC 3261 13.3.1.4).</summary>
internal sealed class SuccessRepeater(IInviteHost host)
{
    private LoopTimer? _next;
    private LoopTimer? _end;
    private uint? _cseq;

    public bool IsWaiting { get; private set; }

    /// <summary>Whether a 2xx is on its way whose ACK may come.</summary>
    public bool WaitsForAck => IsWaiting && _cseq is not null;

    /// <summary>The 2xx has to wait itself: nothing is sent yet, and no ACK can come.</summary>
    public void Hold()
    {
        End();
        IsWaiting = true;
    }

    /// <summary>The 2xx was sent.</summary>
    /// <param name="success">The 2xx.</param>
    /// <param name="cseq">Its number, which the ACK will have.</param>
    /// <param name="send">Sends it again.</param>
    /// <param name="noAck">Called where no ACK comes.</param>
    public void Begin(SipResponse success, uint cseq, Action<SipResponse> send, Action noAck)
    {
        End();
        IsWaiting = true;
        _cseq = cseq;
        Repeat(success, send, host.Timers.T1);
        _end = host.Loop.Schedule(host.Timers.Patience, () =>
        {
            End();
            noAck();
        });
    }

    /// <summary>An ACK came.</summary>
    /// <returns>False where it is not the one waited for.</returns>
    public bool Stop(uint cseq)
    {
        if (!IsWaiting || cseq != _cseq) return false;
        End();
        return true;
    }

    public void End()
    {
        IsWaiting = false;
        _cseq = null;
        _next?.Cancel();
        _end?.Cancel();
    }

    private void Repeat(SipResponse success, Action<SipResponse> send, TimeSpan pause) => _next = host.Loop.Schedule(pause, () =>
    {
        send(success);
        Repeat(success, send, host.Timers.Next(pause));
    });
}
