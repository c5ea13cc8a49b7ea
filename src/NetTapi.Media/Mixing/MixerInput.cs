namespace NetTapi.Media;

/// <summary>
/// One leg's place in a mixer, with its jitter buffer: packets go in as they come, a frame comes out at each tick. Its lock is the innermost: nothing else is
/// locked under it.
/// </summary>
internal sealed class MixerInput(MediaMixer mixer, MediaLeg leg)
{
    /// <summary>How late a packet may be and still be heard: 60 ms.</summary>
    private const int Patience = 3 * AudioFrame.Samples;
    private const int Capacity = AudioFrame.SampleRate;
    private const int PacketsToJudge = 100;

    private readonly Lock _gate = new();
    private readonly SampleWindow _window = new(Capacity);
    private readonly StreamPlacer _placer = new(PacketsToJudge);
    private readonly short[] _frame = new short[AudioFrame.Samples];

    public MediaMixer Mixer => mixer;

    public MediaLeg Leg => leg;

    /// <summary>Whether the present frame has a voice.</summary>
    public bool Speaks { get; private set; }

    /// <summary>The voice of the present frame, where <see cref="Speaks"/>.</summary>
    public ReadOnlySpan<short> Frame => _frame;

    /// <summary>Takes a packet's sound, on the leg's thread.</summary>
    public void Put(in RtpHeader header, ReadOnlySpan<short> samples)
    {
        lock (_gate)
        {
            var position = _placer.Place(header.Ssrc, header.Timestamp, _window.Start + Patience);
            _window.Put(position, samples, _placer.Stretch);
        }
    }

    /// <summary>Goes to the next frame, on the tick.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            Speaks = !_window.IsEmpty;
            if (Speaks) _window.Take(_frame);
            else _window.Skip(AudioFrame.Samples);
        }
    }
}
