using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// The one thread that does files, for all recordings, about ten times a second while there is any. A disk that stands still makes recordings lose sound and
/// nothing else wait.
/// </summary>
internal sealed class RecordingWriter : IAsyncDisposable
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const int QuotaOnUnix = 122;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IControlLoop _loop;
    private readonly Func<string, Stream> _open;
    private readonly Action<Exception> _onFault;
    private readonly Lock _gate = new();
    private readonly List<Recording> _recordings = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private Thread? _thread;
    private long _lost;
    private long _failed;
    private bool _isEnding;

    public RecordingWriter(IControlLoop loop, TimeProvider time, Action<Exception> onFault, Func<string, Stream>? open = null)
    {
        _loop = loop;
        Time = time;
        _onFault = onFault;
        _open = open ?? Create;
        _timer = time.CreateTimer(static writer => ((RecordingWriter)writer!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time { get; }

    public RecordingFigures Figures
    {
        get
        {
            lock (_gate) return new RecordingFigures(_recordings.Count, Interlocked.Read(ref _failed), Interlocked.Read(ref _lost));
        }
    }

    public void Add(Recording recording)
    {
        lock (_gate)
        {
            if (!_isEnding)
            {
                _recordings.Add(recording);
                if (_recordings.Count == 1) _timer.Change(Interval, Interval);
                if (_thread is null) Begin();
                return;
            }
        }

        Tell(recording, recording.Refuse("The media plane has ended."));
    }

    public void Wake()
    {
        // One signal is enough: the thread looks at all recordings.
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    public Stream Open(string path) => _open(path);

    public void CountLost(int samples) => Interlocked.Add(ref _lost, samples);

    public static bool IsDiskFull(Exception fault) => fault is IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows or QuotaOnUnix };

    /// <summary>Stops all recordings and waits until their files are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        Recording[] left;
        lock (_gate)
        {
            _isEnding = true;
            left = [.. _recordings];
            if (_thread is null) _ended.TrySetResult();
        }

        foreach (var recording in left) recording.Stop();
        Wake();
        await _ended.Task.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private void Begin()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "nettapi-recorder" };
        _thread.Start();
    }

    private void Run()
    {
        while (true)
        {
            Recording[] all;
            lock (_gate)
            {
                if (_recordings.Count == 0) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                all = [.. _recordings];
            }

            foreach (var recording in all) Work(recording);
            lock (_gate)
            {
                if (_recordings.Count == 0 && _isEnding) break;
            }

            _wake.Wait();
        }

        _ended.SetResult();
    }

    private void Work(Recording recording)
    {
        RecordingEnd? end;
        try
        {
            end = recording.Work();
        }
#pragma warning disable CA1031 // What nobody thought of costs its recording and is reported; the others go on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _onFault(fault);
            end = recording.Abandon(fault);
        }

        if (end is null) return;
        if (end.Reason != RecordingEndReason.Stopped) Interlocked.Increment(ref _failed);
        lock (_gate) _recordings.Remove(recording);
        Tell(recording, end);
    }

    private void Tell(Recording recording, RecordingEnd end) => _loop.Post(static told => told.recording.Tell(told.end), (recording, end));

    private static FileStream Create(string path)
    {
        for (var again = true; ; again = false)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            try
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            }
            catch (DirectoryNotFoundException) when (again)
            {
                // A clean-up has found the folder empty and removed it between the two steps.
            }
        }
    }
}
