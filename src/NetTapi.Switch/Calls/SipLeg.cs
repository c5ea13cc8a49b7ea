using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Lines;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>A leg over SIP: what is the same once it is answered, whoever called.</summary>
internal abstract class SipLeg : Leg, IInviteSessionEvents, ILineHolder
{
    private readonly LineReservation? _line;

    /// <summary>Makes a leg; it owns the line from now on.</summary>
    protected SipLeg(SwitchParts parts, Endpoint endpoint, PartyIdentity identity, LineReservation? line)
        : base(parts, endpoint, identity)
    {
        _line = line;
        line?.Holder = this;
        parts.Legs.Add(this);
    }

    /// <inheritdoc />
    public override bool IsAnswered => Session is not null;

    /// <inheritdoc />
    public override ImmutableArray<SdpCodec> Wanted => [.. Audio.Agreed.Take(1).Where(codec => !codec.IsTelephoneEvent), .. Codecs.Produced.Where(codec => !Audio.Agreed.Take(1).Any(codec.IsSameEncoding))];

    /// <summary>Its session once it is answered.</summary>
    protected InviteSession? Session { get; set; }

    /// <inheritdoc />
    public virtual bool IsSent => true;

    CallKey? ILineHolder.Call => (Events as Call)?.Key;

    SessionDescription? IInviteSessionEvents.OnOffer(InviteSession session, SessionDescription offer)
    {
        if (IsOver) return null;
        var (wasHeld, before) = (Audio.IsHeld, Audio.Agreed);
        var answer = Audio.Answer(offer, Audio.Agreed);
        if (answer is not null) TellChanges(wasHeld, before);
        return answer;
    }

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => Audio.Offer(Audio.Agreed);

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer)
    {
        if (IsOver) return;
        var (wasHeld, before) = (Audio.IsHeld, Audio.Agreed);
        if (Audio.Take(answer))
        {
            TellChanges(wasHeld, before);
            return;
        }

        session.End();
        Release();
        Ended();
    }

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info)
    {
        // Nothing to read is nothing to refuse: gateways ask by it whether the call is still there (RFC 2976 2.2).
        if (info.Body.IsEmpty) return 200;
        if (info.ContentType is not { } type) return 415;
        if (DigitInfo.Read(type, info.Body.Span) is { } digit)
        {
            Events?.OnDigit(this, digit, isInSound: false);
            return 200;
        }

        return Events?.OnInfo(this, type, info.Body) == true ? 200 : 415;
    }

    void IInviteSessionEvents.OnRefer(InviteSession session, IncomingRefer refer)
    {
        if (Events is { } events && !IsOver) events.OnRefer(this, refer);
        else refer.Reject(603);
    }

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason)
    {
        Release();
        Ended();
    }

    void ILineHolder.LoseLine()
    {
        if (IsOver) return;
        var events = Events;
        End();
        OnLineLost();
        events?.OnEnded(this);
    }

    /// <inheritdoc />
    public override void Prepare(Action<Refusal?> ready) => ready(null);

    /// <inheritdoc />
    public override void ShowProgress(int status, Leg? early)
    {
        // Who is answered is shown by what he hears.
    }

    /// <inheritdoc />
    public override bool Connect(ImmutableArray<SdpCodec> far) => true;

    /// <inheritdoc />
    public override bool Refuse(Refusal refusal) => IsOver;

    /// <inheritdoc />
    public override bool SendInfo(string contentType, ReadOnlyMemory<byte> body)
    {
        Session?.Info(contentType, body);
        return Session is not null;
    }

    /// <inheritdoc />
    public override void Narrow(Action<bool> completed) => Propose(Offerable(Codecs.Produced), completed);

    /// <inheritdoc />
    public override void Widen(ImmutableArray<SdpCodec> codecs) => Propose(codecs, static _ => { });

    private void Propose(ImmutableArray<SdpCodec> codecs, Action<bool> completed)
    {
        if (Session is not { IsOver: false } session) return;
        session.Offer(Audio.Offer(codecs), outcome =>
        {
            if (!IsOver) completed(outcome == OfferOutcome.Answered && session.Remote is { } answer && Audio.Take(answer));
        });
    }

    /// <summary>Of some codecs those its gateway may be offered; where that is none, others that can be converted to, and where there are none either, these.</summary>
    protected ImmutableArray<SdpCodec> Offerable(ImmutableArray<SdpCodec> codecs)
    {
        if (Endpoint is not LineEndpoint line || Parts.Directory.Current.GatewayOf(line.Line) is not { } gateway) return codecs;
        var allowed = Codecs.Of(gateway);
        return new[] { Codecs.Within(codecs, allowed), Codecs.Within(Codecs.Produced, allowed) }.FirstOrDefault(within => within.Any(codec => !codec.IsTelephoneEvent), codecs);
    }

    /// <summary>It was ended because its line is needed.</summary>
    protected virtual void OnLineLost()
    {
        // Whoever it is connected with is told by its call.
    }

    /// <summary>Hangs up an answered call.</summary>
    /// <returns>Whether it was answered.</returns>
    protected bool EndSession()
    {
        if (Session is null) return false;
        Session.End();
        Release();
        return true;
    }

    /// <summary>Nothing more will come from SIP: the line is free. The one place where one is returned.</summary>
    protected void Release()
    {
        _line?.Return();
        Parts.Legs.Remove(this);
    }

    private void TellChanges(bool wasHeld, ImmutableArray<SdpCodec> before)
    {
        if (Audio.IsHeld != wasHeld) Events?.OnHold(this, Audio.IsHeld);
        else if (before is [var codec, ..] && !Audio.Agreed[0].IsSameEncoding(codec)) Events?.OnCodec(this);
    }
}
