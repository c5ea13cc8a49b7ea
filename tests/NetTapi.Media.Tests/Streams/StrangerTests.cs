using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media.Tests.Streams;

/// <summary>RTP that anyone may send to any port: only the peer's is heard. Real sockets, both families.</summary>
public sealed class StrangerTests : IAsyncLifetime, IDisposable
{
    private readonly LegFixture _fixture = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("nettapi-stranger").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("::1", "::1")]
    public async Task A_stranger_is_heard_by_no_leg_mixer_or_recording(string local, string from)
    {
        var address = IPAddress.Parse(local);
        var (phone, inside) = await _fixture.OpenPairAsync(address);
        var (second, other) = await _fixture.OpenPairAsync(address);
        var mixer = _fixture.Plane.OpenMixer();
        mixer.Add(inside);
        mixer.Add(other);
        var (atLeg, atOther) = (new Ear(440, 1700), new Ear(440, 1700));
        inside.Listen(atLeg);
        second.Listen(atOther);
        phone.Play(new ToneGenerator(440));
        await atOther.HeardFirst.Task;

        var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var path = Path.Combine(_folder, "a.wav");
        var recording = inside.Record(new RecordingRequest(path, Mono: true, ended.SetResult));
        using var stranger = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        stranger.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        atOther.Expect(40);
        var tone = new ToneGenerator(1700, level: 0.9);
        for (ushort i = 0; i < 200; i++) stranger.SendTo(Frame(tone, i), inside.Local);
        await atOther.Expected.Task;

        recording.Stop();
        Assert.Equal(RecordingEndReason.Stopped, (await ended.Task).Reason);
        var stray = new Goertzel(1700);
        Assert.All(Sound.Load(path).Samples.ToArray().Chunk(160).SkipLast(1), frame => Assert.InRange(stray.Power(frame), 0, 5e7));
        Assert.False(atLeg.HeardStray);
        Assert.False(atOther.HeardStray);
        Assert.Equal(200, inside.Figures.PacketsRefused);
        mixer.Close();
    }

    [Fact]
    public async Task Sound_and_keys_pass_over_IPv6()
    {
        var (phone, inside) = await _fixture.OpenPairAsync(IPAddress.IPv6Loopback);
        var (outside, carrier) = await _fixture.OpenPairAsync();
        inside.Connect(outside);
        var (sound, key) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<char>(TaskCreationOptions.RunContinuationsAsynchronously));
        phone.Listen(new ToneDetector(440, _ => sound.TrySetResult()));
        phone.ListenForDigits(digit => key.TrySetResult(digit));
        carrier.Play(new ToneGenerator(440));
        await sound.Task;
        carrier.SendDigits("8");
        Assert.Equal('8', await key.Task);
        Assert.Equal(AddressFamily.InterNetworkV6, phone.Local.AddressFamily);
    }

    private static byte[] Frame(ToneGenerator tone, ushort sequence)
    {
        var frame = new short[AudioFrame.Samples];
        tone.Read(frame);
        var packet = new byte[RtpHeader.Length + AudioFrame.Samples];
        RtpHeader.Write(packet, 0, marker: false, sequence, sequence * 160u, 99);
        G711.Encode(AudioCodec.Pcmu, frame, packet.AsSpan(RtpHeader.Length));
        return packet;
    }

    private sealed class Ear(double expected, double stray) : IAudioTap
    {
        private readonly Goertzel _expected = new(expected);
        private readonly Goertzel _stray = new(stray);
        private volatile int _left = int.MaxValue;

        public TaskCompletionSource HeardFirst { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Expected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HeardStray { get; private set; }

        public void Expect(int packets) => _left = packets;

        public void OnAudio(ReadOnlySpan<short> samples)
        {
            HeardStray |= _stray.Power(samples) > 5e7;
            if (_expected.Share(samples) < 0.8) return;
            HeardFirst.TrySetResult();
            if (--_left <= 0) Expected.TrySetResult();
        }

        public void OnDigit(char digit)
        {
        }
    }
}
