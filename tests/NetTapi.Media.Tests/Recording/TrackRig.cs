using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Recording;

/// <summary>A recording worked by hand: no thread, a clock that stands still until moved, a file in memory.</summary>
public sealed class TrackRig : IDisposable
{
    private readonly SimulatedLoop _loop = new(3);
    private readonly RecordingWriter _writer;
    private readonly Media.Recording _recording;

    public TrackRig(bool mono = false, Stream? file = null)
    {
        File = file ?? new MemoryStream();
        _writer = new RecordingWriter(_loop, Time, fault => Assert.Fail(fault.Message), _ => File);
        _recording = new Media.Recording(new RecordingRequest("x.wav", mono, _ => { }), _writer, _ => { });
    }

    public WatchedTime Time { get; } = new();

    public Stream File { get; }

    internal long LostSamples => _writer.Figures.LostSamples;

    /// <summary>The two channels as the file has them by now.</summary>
    internal short[][] Channels => WavFile.Read(((MemoryStream)File).ToArray()).Channels;

    public void Put(bool isSent, uint timestamp, ReadOnlySpan<byte> payload, uint ssrc = 1) =>
        _recording.Put(isSent, AudioCodec.Pcmu, ssrc, timestamp, Time.GetTimestamp(), payload);

    public RecordingEnd? Work() => _recording.Work();

    public RecordingEnd Stop()
    {
        _recording.Stop();
        return Assert.IsType<RecordingEnd>(_recording.Work());
    }

    public void Dispose() => File.Dispose();
}

/// <summary>A clock that stands still until moved, and before whose next reading something happens.</summary>
public sealed class WatchedTime : FakeTimeProvider
{
    public Action? BeforeReading { get; set; }

    public override long GetTimestamp()
    {
        var before = BeforeReading;
        BeforeReading = null;
        before?.Invoke();
        return base.GetTimestamp();
    }
}
