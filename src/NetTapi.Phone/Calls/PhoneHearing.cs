using NetTapi.Media;

namespace NetTapi.Phone;

/// <summary>
/// What a phone hears in one call: which of several tones, so that a test can tell who is heard; the sound itself, if it is kept; and how long keys were pressed.
/// Safe for use from several threads.
/// </summary>
public sealed class PhoneHearing : IAudioTap
{
    private readonly Lock _gate = new();
    private readonly ToneDetector _tone;
    private readonly Listened[] _tones;
    private readonly Action _onChange;
    private readonly List<short> _kept = [];
    private readonly List<HeardKey> _keys = [];
    private int _toKeep;

    internal PhoneHearing(PhoneSound sound, Action<bool> onTone, Action onChange)
    {
        _tone = new ToneDetector(sound.ListensFor ?? 440, onTone);
        _tones = [.. sound.Tones.Select(frequency => new Listened(frequency))];
        _onChange = onChange;
    }

    /// <summary>The tones of <see cref="PhoneSound.Tones"/> that are heard by now, lowest first; several at once, where they are mixed.</summary>
    public IReadOnlyList<double> Tones => Select(tone => tone.IsHeard);

    /// <summary>Those that were ever heard.</summary>
    public IReadOnlyList<double> EverHeard => Select(tone => tone.WasHeard);

    /// <summary>The keys that have come as events and ended, with how long they were pressed.</summary>
    public IReadOnlyList<HeardKey> Keys
    {
        get
        {
            lock (_gate) return [.. _keys];
        }
    }

    /// <summary>Keeps what is heard from now on, as much as asked for; what was kept before is gone.</summary>
    public void Keep(TimeSpan length)
    {
        lock (_gate)
        {
            _kept.Clear();
            _toKeep = (int)(length.TotalSeconds * AudioFrame.SampleRate);
        }
    }

    /// <summary>Whether all that was asked for has been kept; told when it has.</summary>
    public bool HasKept
    {
        get
        {
            lock (_gate) return _kept.Count == _toKeep;
        }
    }

    /// <summary>What was kept: samples at 8 kHz, packet after packet as they came.</summary>
    public short[] Kept()
    {
        lock (_gate) return [.. _kept];
    }

    void IAudioTap.OnAudio(ReadOnlySpan<short> samples)
    {
        _tone.OnAudio(samples);
        var changed = false;
        lock (_gate)
        {
            foreach (var tone in _tones) changed |= tone.Hear(samples);
            changed |= Keep(samples[..Math.Min(samples.Length, _toKeep - _kept.Count)]);
        }

        if (changed) _onChange();
    }

    void IAudioTap.OnDigit(char digit)
    {
        // The leg tells of keys itself, of those that come as tones too.
    }

    void IAudioTap.OnDigitEnded(char digit, TimeSpan length)
    {
        lock (_gate) _keys.Add(new HeardKey(digit, length));
        _onChange();
    }

    private bool Keep(ReadOnlySpan<short> samples)
    {
        _kept.AddRange(samples);
        return samples.Length > 0 && _kept.Count == _toKeep;
    }

    private double[] Select(Func<Listened, bool> isWanted)
    {
        lock (_gate) return [.. _tones.Where(isWanted).Select(tone => tone.Frequency).Order()];
    }

    /// <summary>One tone among others: it need not be all there is, as long as it is a good part.</summary>
    private sealed class Listened(double frequency)
    {
        private const double LeastShare = 0.1;
        private const int FramesToBelieve = 3;

        private readonly Goertzel _filter = new(frequency);
        private int _against;

        public double Frequency => frequency;

        public bool IsHeard { get; private set; }

        public bool WasHeard { get; private set; }

        /// <summary>Takes a packet's sound; whether it began or ended to be heard with it.</summary>
        public bool Hear(ReadOnlySpan<short> samples)
        {
            var now = _filter.Share(samples) > LeastShare;
            _against = now == IsHeard ? 0 : _against + 1;
            if (_against < FramesToBelieve) return false;
            _against = 0;
            IsHeard = now;
            WasHeard |= now;
            return true;
        }
    }
}

/// <summary>A key that was pressed at the other end.</summary>
/// <param name="Digit">Which.</param>
/// <param name="Length">For how long, as its event says.</param>
public readonly record struct HeardKey(char Digit, TimeSpan Length);
