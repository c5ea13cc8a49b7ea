namespace NetTapi.Media.Tests.Recording;

/// <summary>Recordings of real legs, with a real file.</summary>
public sealed class LegRecordingTests : IAsyncLifetime, IDisposable
{
    private readonly LegFixture _fixture = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("nettapi-recording").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_side_of_a_relayed_call_is_in_its_own_channel()
    {
        var (phone, inside) = await _fixture.OpenPairAsync();
        var (outside, carrier) = await _fixture.OpenPairAsync();
        inside.Connect(outside);
        phone.Play(new ToneGenerator(440));
        carrier.Play(new ToneGenerator(1000));
        await HeardAsync(phone, 1000);
        var path = Path.Combine(_folder, "2026", "08", "01", "7-1-anna.wav");
        var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var recording = inside.Record(new RecordingRequest(path, Mono: false, ended.SetResult));
        Assert.Equal(path, recording.Path);
        await HeardAsync(phone, 1000, 25);
        recording.Stop();
        recording.Stop();
        var end = await ended.Task;
        Assert.Equal(RecordingEndReason.Stopped, end.Reason);
        var channels = WavFile.Read(await File.ReadAllBytesAsync(path)).Channels;
        Assert.InRange(ShareOf(channels[0], 440), 0.9, 1);
        Assert.InRange(ShareOf(channels[1], 1000), 0.9, 1);
        Assert.Equal(end.Length.TotalSeconds, channels[0].Length / 8000.0, 3);
    }

    [Fact]
    public async Task A_leg_that_is_closed_ends_its_recordings()
    {
        var (_, inside) = await _fixture.OpenPairAsync();
        var ends = new List<TaskCompletionSource<RecordingEnd>>();
        for (var i = 0; i < 2; i++)
        {
            ends.Add(new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously));
            inside.Record(new RecordingRequest(Path.Combine(_folder, $"{i}.wav"), Mono: true, ends[i].SetResult));
        }

        inside.Close();
        foreach (var end in ends) Assert.Equal(RecordingEndReason.Stopped, (await end.Task).Reason);
        var late = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        inside.Record(new RecordingRequest(Path.Combine(_folder, "late.wav"), Mono: true, late.SetResult));
        Assert.Equal(RecordingEndReason.Stopped, (await late.Task).Reason);
        Assert.Equal(0, _fixture.Plane.Recordings.Open);
    }

    private static double ShareOf(short[] samples, double frequency)
    {
        var filter = new Goertzel(frequency);
        return samples.Chunk(AudioFrame.Samples).Skip(2).SkipLast(2).Average(frame => filter.Share(frame));
    }

    /// <summary>Waits until a tone has been heard in so many packets.</summary>
    private static async Task HeardAsync(IMediaLeg leg, double frequency, int packets = 5)
    {
        var tap = new Counting(new Goertzel(frequency), packets);
        leg.Listen(tap);
        await tap.Heard.Task;
    }

    private sealed class Counting(Goertzel filter, int packets) : IAudioTap
    {
        private int _heard;

        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnAudio(ReadOnlySpan<short> samples)
        {
            if (filter.Share(samples) > 0.8 && ++_heard == packets) Heard.TrySetResult();
        }

        public void OnDigit(char digit)
        {
        }
    }
}
