using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>The places one INVITE rings at, by To tag. Their number is bounded: nobody forks to more, but somebody might pretend to.</summary>
internal sealed class EarlyDialogs(IInviteHost host, OutgoingInvite invite, DigestClient? digest, Func<EarlyDialog, SessionDescription, SessionDescription?> onOffer)
{
    private const int Most = 32;

    private readonly Dictionary<string, EarlyDialog> _byTag = [];

    /// <summary>The place that a provisional response comes from, met before or not.</summary>
    /// <returns>False where there are too many already, or the response can make no dialog.</returns>
    public bool TryGet(SipRequest request, SipResponse response, OfferAnswer begun, [NotNullWhen(true)] out EarlyDialog? early)
    {
        var tag = response.To?.Tag ?? "";
        if (_byTag.TryGetValue(tag, out early)) return true;
        if (_byTag.Count >= Most || Dialog.FromResponse(request, response, invite.Wanted.Flow) is not { } dialog) return false;
        early = new EarlyDialog(host, invite, dialog, begun.Fork(), digest, onOffer);
        _byTag.Add(tag, early);
        return true;
    }

    /// <summary>The place with a tag, or null.</summary>
    public EarlyDialog? Find(string tag) => _byTag.GetValueOrDefault(tag);

    /// <summary>The dialogs of all places but one: a late 2xx goes on in its own.</summary>
    public ImmutableArray<Dialog> Besides(Dialog answered) => [.. _byTag.Values.Select(early => early.Dialog).Where(dialog => dialog != answered)];

    /// <summary>They are early no more. They are still found: a late 2xx goes on in its dialog.</summary>
    public void End(bool isFailed)
    {
        foreach (var early in _byTag.Values) early.End(isFailed);
    }

    /// <summary>The INVITE is sent anew: what the first one made is gone.</summary>
    public void Clear()
    {
        End(isFailed: true);
        _byTag.Clear();
    }
}
