using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>
/// The session timer of one call (RFC 4028): settles with the peer how often a refresh must come and from whom, says when ours is due, and when the call has lived too long without one. With a peer that
/// does not know the extension we refresh alone, so that a call whose peer has vanished ends nevertheless. Where the extension is absent it does nothing.
/// </summary>
internal sealed class SessionTimer(IInviteHost host)
{
    public static readonly SipExtension Extension = new("timer", SipMethods.Update);

    private const string Refresher = "refresher";
    private const int MostRaises = 3;

    // What RFC 4028 4 calls the minimum of all; below it refreshes would be a burden.
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(32);

    private readonly bool _isPresent = host.SessionIntervals.Wanted is not null;
    private TimeSpan _wanted = host.SessionIntervals.Wanted ?? TimeSpan.Zero;
    private TimeSpan _minimum = Max(host.SessionIntervals.Minimum, Floor);
    private TimeSpan? _agreed;
    private Action? _onDue;
    private Action? _onExpired;
    private LoopTimer? _due;
    private LoopTimer? _expiry;
    private int _raises;

    /// <summary>Whether the peer knows session timers; where it does not, any answer is a sign of life.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether it is us who refresh.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>The call is answered; what was agreed begins to run.</summary>
    /// <param name="onDue">A refresh of ours is due.</param>
    /// <param name="onExpired">None came in time.</param>
    public void Begin(Action onDue, Action onExpired)
    {
        _onDue = onDue;
        _onExpired = onExpired;
    }

    /// <summary>Adds what we want to an INVITE or UPDATE of ours.</summary>
    public SipRequest Ask(SipRequest request)
    {
        if (!_isPresent) return request;
        // Whoever refreshes now goes on doing so (RFC 4028 7.4).
        var role = _agreed is null ? "" : IsOurs ? $";{Refresher}=uac" : $";{Refresher}=uas";
        var asking = request.With(HeaderNames.SessionExpires, Text(Max(_agreed ?? _wanted, _minimum)) + role);
        return _minimum > Floor ? asking.With(HeaderNames.MinSE, Text(_minimum)) : asking;
    }

    /// <summary>A 422: the peer wants longer times. A few times only, so that no peer can hold us in a circle.</summary>
    /// <returns>Whether the request is to be sent again.</returns>
    public bool Raise(SipResponse refusal)
    {
        if (!_isPresent || refusal.Status != 422 || _raises++ >= MostRaises) return false;
        if (HeaderReading.Number(refusal.Headers, HeaderNames.MinSE, int.MaxValue) is not { } seconds) return false;
        _minimum = Max(_minimum, TimeSpan.FromSeconds(seconds));
        if (_agreed is { } agreed) _agreed = Max(agreed, _minimum);
        return true;
    }

    /// <summary>A request of ours succeeded: what the peer answered holds from now on.</summary>
    public void Agree(SipResponse success)
    {
        if (!_isPresent) return;
        var seconds = HeaderReading.Number(success.Headers, HeaderNames.SessionExpires, int.MaxValue);
        IsShared = seconds is > 0;
        IsOurs = !IsShared || !string.Equals(RefresherOf(success), "uas", StringComparison.OrdinalIgnoreCase);
        Run(IsShared ? TimeSpan.FromSeconds(seconds!.Value) : Max(_wanted, _minimum));
    }

    /// <summary>The 422 to a request of a peer that wants shorter times than we agree to; null where all is well (RFC 4028 8.1).</summary>
    public static SipResponse? Refuse(IInviteHost host, SipRequest request)
    {
        if (host.SessionIntervals.Wanted is null || !Knows(request)) return null;
        var minimum = Max(host.SessionIntervals.Minimum, Floor);
        if (HeaderReading.Number(request.Headers, HeaderNames.SessionExpires, int.MaxValue) is not { } seconds || seconds >= minimum.TotalSeconds) return null;
        return SipResponse.For(request, 422, null, host.Loop.Entropy.Hex(8)).With(HeaderNames.MinSE, Text(minimum));
    }

    /// <summary>Adds what we agree to to the 2xx of a request of the peer; it holds from now on (RFC 4028 9).</summary>
    public SipResponse Answer(SipRequest request, SipResponse success)
    {
        if (!_isPresent) return success;
        IsShared = Knows(request);
        var least = Max(Seconds(request, HeaderNames.MinSE) ?? Floor, Floor);
        var interval = Seconds(request, HeaderNames.SessionExpires) is { } asked && asked < _wanted ? asked : _wanted;
        if (interval < least) interval = least;
        // A caller who knows timers and leaves the choice to us refreshes himself: he knows better than we when he is gone.
        IsOurs = !IsShared || string.Equals(RefresherOf(request), "uas", StringComparison.OrdinalIgnoreCase);
        Run(interval);
        var answer = success.With(HeaderNames.SessionExpires, $"{Text(interval)};{Refresher}={(IsOurs ? "uas" : "uac")}");
        return IsShared && !IsOurs ? answer.With(HeaderNames.Require, Extension.Tag) : answer;
    }

    /// <summary>A sign of life: what was agreed runs anew.</summary>
    public void Restart()
    {
        if (_agreed is { } interval) Run(interval);
    }

    /// <summary>A refresh of ours did not go through: it is due again, a little later; the call expires nevertheless in its time.</summary>
    public void Postpone(TimeSpan pause)
    {
        _due?.Cancel();
        if (_onDue is { } due) _due = host.Loop.Schedule(pause, due);
    }

    public void End()
    {
        _onDue = null;
        _due?.Cancel();
        _expiry?.Cancel();
    }

    private void Run(TimeSpan interval)
    {
        _agreed = interval;
        _due?.Cancel();
        _expiry?.Cancel();
        if (_onDue is null || _onExpired is null) return;
        if (IsOurs) _due = host.Loop.Schedule(interval / 2, _onDue);
        // A third of a short interval, half a minute of a long one, is left for the BYE (RFC 4028 10).
        _expiry = host.Loop.Schedule(interval - (interval / 3 < LastMoment ? interval / 3 : LastMoment), _onExpired);
    }

    private static bool Knows(SipRequest request) =>
        request.Supported.Contains(Extension.Tag, StringComparer.OrdinalIgnoreCase) || request.Require.Contains(Extension.Tag, StringComparer.OrdinalIgnoreCase);

    private static TimeSpan? Seconds(SipMessage message, string name) =>
        HeaderReading.Number(message.Headers, name, int.MaxValue) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static string? RefresherOf(SipMessage message)
    {
        var value = message.Headers.First(HeaderNames.SessionExpires);
        var semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return semicolon >= 0 && SipParameters.TryParse(value.AsSpan(semicolon), out var parameters) ? parameters[Refresher] : null;
    }

    private static string Text(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
