namespace NetTapi.Server.Logging;

/// <summary>Lets so many log lines of a kind pass in a minute: who can cause them from outside shall not fill the disk with them. For one thread.</summary>
internal sealed class LineLimit(TimeProvider time)
{
    /// <summary>Enough to see what is wrong with an office's phones, and nothing to a disk.</summary>
    private const int Most = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private long _began = time.GetTimestamp();
    private int _passed;
    private long _omitted;

    /// <summary>Whether a line may be written.</summary>
    /// <param name="omitted">How many were not, since the last that was.</param>
    public bool TryTake(out long omitted)
    {
        if (time.GetElapsedTime(_began) >= Window) (_began, _passed) = (time.GetTimestamp(), 0);
        omitted = 0;
        if (_passed >= Most)
        {
            _omitted++;
            return false;
        }

        _passed++;
        (omitted, _omitted) = (_omitted, 0);
        return true;
    }
}
