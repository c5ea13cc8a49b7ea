namespace NetTapi.Media;

/// <summary>A tap that says when a tone begins to be heard, and which digits. What it finds is told on a media thread.</summary>
public sealed class ToneDetector : IAudioTap
{
    private const double Threshold = 0.8;
    private const int FramesToBelieve = 3;

    private readonly Goertzel _filter;
    private readonly Action<bool> _onTone;
    private readonly Action<char>? _onDigit;
    private bool _heard;
    private int _against;

    /// <summary>Makes a detector.</summary>
    /// <param name="frequency">The tone's frequency in Hz.</param>
    /// <param name="onTone">Told true when the tone begins and false when it ends, each after 60 ms.</param>
    /// <param name="onDigit">Told of each digit, if wanted.</param>
    public ToneDetector(double frequency, Action<bool> onTone, Action<char>? onDigit = null)
    {
        _filter = new Goertzel(frequency);
        _onTone = onTone;
        _onDigit = onDigit;
    }

    /// <inheritdoc />
    public void OnAudio(ReadOnlySpan<short> samples)
    {
        var now = _filter.Share(samples) > Threshold;
        _against = now == _heard ? 0 : _against + 1;
        if (_against < FramesToBelieve) return;
        _against = 0;
        _heard = now;
        _onTone(now);
    }

    /// <inheritdoc />
    public void OnDigit(char digit) => _onDigit?.Invoke(digit);
}
