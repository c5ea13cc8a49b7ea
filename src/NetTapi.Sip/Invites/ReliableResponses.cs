using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>Provisional responses of ours that must arrive (RFC 3262 3): each is repeated until its PRACK comes, and the next waits for that. On the loop.</summary>
/// <param name="host">Who sends.</param>
/// <param name="transaction">The INVITE's.</param>
/// <param name="unheard">Called where no PRACK comes.</param>
internal sealed class ReliableResponses(IInviteHost host, ServerTransaction transaction, Action unheard)
{
    public static readonly SipExtension Extension = new("100rel", SipMethods.Prack);

    private const int MostWaiting = 8;

    private readonly Queue<Func<SipResponse>> _waiting = [];
    private LoopTimer? _repeat;
    private LoopTimer? _patience;
    private SipResponse? _pending;
    private uint _number;

    /// <summary>Whether a description of ours is under way: no 2xx may be sent before it has arrived (RFC 3262 5).</summary>
    public bool HoldsDescription => _pending is { Body.IsEmpty: false };

    /// <summary>Whether the caller can acknowledge.</summary>
    public bool IsPossible => host.Supports(Extension) && Names(transaction.Request.Supported.Concat(transaction.Request.Require));

    /// <summary>Whether the caller wants no others.</summary>
    public bool IsDemanded => host.Supports(Extension) && Names(transaction.Request.Require);

    /// <summary>Sends a response reliably, when its turn comes; it is made then. Too many at once are not sent: only the last state matters to a caller.</summary>
    public void Send(Func<SipResponse> make)
    {
        if (_pending is null) SendNow(make);
        else if (_waiting.Count < MostWaiting) _waiting.Enqueue(make);
    }

    /// <summary>Whether a PRACK acknowledges what was sent last; it is not repeated any more then.</summary>
    public bool Acknowledge(SipRequest prack)
    {
        if (_pending is null || !Matches(prack.Headers.First(HeaderNames.RAck))) return false;
        _pending = null;
        StopTimers();
        return true;
    }

    /// <summary>Sends what waits next.</summary>
    public void Continue()
    {
        if (_pending is null && _waiting.TryDequeue(out var next)) SendNow(next);
    }

    /// <summary>The final response is there: nothing is repeated any more, nor sent. A PRACK under way is still answered.</summary>
    public void End()
    {
        StopTimers();
        _waiting.Clear();
    }

    private static bool Names(IEnumerable<string> tags) => tags.Contains(Extension.Tag, StringComparer.OrdinalIgnoreCase);

    private void SendNow(Func<SipResponse> make)
    {
        // Begun by chance, below 2^31 (RFC 3262 3).
        _number = _number == 0 ? 1 + (uint)host.Loop.Entropy.Next(int.MaxValue - 1) : _number + 1;
        var response = make().With(HeaderNames.Require, Extension.Tag).With(HeaderNames.RSeq, _number.ToString(CultureInfo.InvariantCulture));
        _pending = response;
        transaction.Respond(response);
        Repeat(response, host.Timers.T1);
        _patience = host.Loop.Schedule(host.Timers.Patience, unheard);
    }

    /// <summary>The pauses double without the bound of T2 (RFC 3262 3).</summary>
    private void Repeat(SipResponse response, TimeSpan pause) => _repeat = host.Loop.Schedule(pause, () =>
    {
        transaction.Respond(response);
        Repeat(response, 2 * pause);
    });

    private bool Matches(string? acknowledged)
    {
        var parts = acknowledged?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts is [var number, var cseq, SipMethods.Invite]
            && HeaderText.TryNumber(number, uint.MaxValue, out var rseq) && rseq == _number
            && HeaderText.TryNumber(cseq, uint.MaxValue, out var of) && of == transaction.Request.CSeq!.Number;
    }

    private void StopTimers()
    {
        _repeat?.Cancel();
        _patience?.Cancel();
    }
}
