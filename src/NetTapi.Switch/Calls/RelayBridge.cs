namespace NetTapi.Switch.Calls;

/// <summary>Two legs that hear each other. It owns the wiring of the media, and knows nothing of signalling.</summary>
internal sealed class RelayBridge(Leg one, Leg other)
{
    /// <summary>The leg on the other side of this one.</summary>
    public Leg Opposite(Leg leg) => leg == one ? other : one;

    /// <summary>Connects both ways.</summary>
    public void Connect() => one.Audio.Media?.Connect(other.Audio.Media);
}
