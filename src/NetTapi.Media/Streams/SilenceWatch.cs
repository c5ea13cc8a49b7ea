namespace NetTapi.Media;

/// <summary>How long a peer has been silent. It has no timer: its plane looks at it. Guarded by its leg's lock.</summary>
internal sealed class SilenceWatch(TimeProvider time, TimeSpan limit, LoopCallback<bool> silent)
{
    private long _heardAt = time.GetTimestamp();
    private bool _told;

    /// <summary>The peer was heard.</summary>
    public void Heard(long ticks) => _heardAt = ticks;

    /// <summary>Tells, once, when it has been silent for too long.</summary>
    public void Look()
    {
        if (_told || time.GetElapsedTime(_heardAt) < limit) return;
        _told = true;
        silent.Tell(true);
    }

    /// <summary>Nothing is told from now on. On the loop.</summary>
    public void CallOff() => silent.CallOff();
}
