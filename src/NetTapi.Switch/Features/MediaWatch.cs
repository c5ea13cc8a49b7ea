using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Features;

/// <summary>Notices that nothing comes from a party any more: its phone has lost its power or its network, and will never hang up. Who holds is not expected to send.</summary>
internal sealed class MediaWatch(SwitchParts parts)
{
    /// <summary>Watches a leg that is connected, or no longer while it holds.</summary>
    public void Watch(Leg leg)
    {
        if (parts.Options.MediaTimeout is not { } limit || leg.Audio.Media is not { } media) return;
        if (leg.Audio.IsHeld) media.WatchSilence(null, null);
        else media.WatchSilence(limit, () => OnSilent(leg, limit));
    }

    /// <summary>Watches it no longer.</summary>
    public void Forget(Leg leg)
    {
        if (parts.Options.MediaTimeout is not null && !leg.IsOver) leg.Audio.Media?.WatchSilence(null, null);
    }

    private void OnSilent(Leg leg, TimeSpan limit)
    {
        if (leg.IsOver || leg.Events is not Call call) return;
        var ends = parts.Options.MediaTimeoutAction == MediaTimeoutAction.End;
        parts.Journal.MediaLost(call.Key, leg.Endpoint, limit, ends);
        if (ends) call.Drop(leg);
    }
}
