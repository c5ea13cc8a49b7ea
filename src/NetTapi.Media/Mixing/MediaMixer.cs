using System.Collections.Immutable;

namespace NetTapi.Media;

/// <summary>
/// Mixes at each tick of the media clock: the sum of all voices, less each one's own. Those who do not speak cost an addition less and all hear one and the
/// same frame, encoded once for each law.
/// </summary>
internal sealed class MediaMixer(MediaParts parts) : IMediaMixer, ITicked
{
    private readonly Lock _gate = new();
    private readonly int[] _sum = new int[AudioFrame.Samples];
    private readonly MixedFrame _all = new();
    private readonly MixedFrame _others = new();
    private ImmutableArray<MixerInput> _inputs = [];
    private bool _closed;

    public void Add(IMediaLeg leg)
    {
        var input = new MixerInput(this, (MediaLeg)leg);
        if (_closed || Find(input.Leg) is not null || !input.Leg.Enter(input)) return;
        lock (_gate) _inputs = _inputs.Add(input);
        parts.Clock.Add(this);
    }

    public void Remove(IMediaLeg leg)
    {
        if (Find((MediaLeg)leg) is { } input) input.Leg.LeaveMixer();
    }

    public void Close()
    {
        _closed = true;
        foreach (var input in _inputs) input.Leg.LeaveMixer();
    }

    /// <summary>A leg has left.</summary>
    public void Drop(MixerInput input)
    {
        lock (_gate) _inputs = _inputs.Remove(input);
    }

    /// <summary>One of them has pressed a key: the others are sent it.</summary>
    public void RelayDigit(MixerInput from, string digit)
    {
        foreach (var input in _inputs)
        {
            if (input != from) input.Leg.SendDigits(digit);
        }
    }

    public bool OnTick()
    {
        var inputs = _inputs;
        Array.Clear(_sum);
        foreach (var input in inputs)
        {
            input.Advance();
            if (input.Speaks) AddTo(_sum, input.Frame);
        }

        _all.Set(_sum);
        foreach (var input in inputs)
        {
            if (input.Speaks) _others.Set(_sum, input.Frame);
            input.Leg.SendMixed(input, input.Speaks ? _others : _all);
        }

        return !inputs.IsEmpty;
    }

    private MixerInput? Find(MediaLeg leg) => _inputs.FirstOrDefault(input => input.Leg == leg);

    private static void AddTo(Span<int> sum, ReadOnlySpan<short> voice)
    {
        for (var i = 0; i < voice.Length; i++) sum[i] += voice[i];
    }
}
