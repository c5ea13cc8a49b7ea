namespace NetTapi.Media;

/// <summary>
/// Finds keys in sound: two tones, one of each group, that together are nearly all there is to hear (ITU-T Q.24). A key is told once it has sounded for about
/// 35 ms, and again only after a pause of about as long. Not thread-safe.
/// </summary>
/// <remarks>
/// It looks at 20 ms of sound, every 5 ms. What speech rarely has at once, four times in a row: one pure tone of each group and nothing else of weight, the two
/// about equally strong, neither with a second harmonic, both within about 2 % of their right frequency.
/// </remarks>
internal sealed class DigitDetector(Action<char> onDigit)
{
    private const int Window = 160;
    private const int Hop = 40;
    private const int HitsToBelieve = 4;
    private const int MissesToBelieve = 7;

    private readonly short[] _sound = new short[Window];
    private int _filled;
    private char? _candidate;
    private int _hits;
    private int _misses;
    private char? _key;

    /// <summary>Takes the next samples.</summary>
    public void Hear(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, Window - _filled);
            samples[..count].CopyTo(_sound.AsSpan(_filled));
            _filled += count;
            samples = samples[count..];
            if (_filled < Window) return;
            Judge(DigitSpectrum.KeyIn(_sound));
            _sound.AsSpan(Hop).CopyTo(_sound);
            _filled = Window - Hop;
        }
    }

    private void Judge(char? key)
    {
        _hits = key is not null && key == _candidate ? _hits + 1 : key is null ? 0 : 1;
        _candidate = key;
        _misses = _key is null || key == _key ? 0 : _misses + 1;
        if (_misses >= MissesToBelieve) _key = null;
        if (_hits < HitsToBelieve || key == _key) return;
        _key = key;
        _misses = 0;
        onDigit(key!.Value);
    }
}
