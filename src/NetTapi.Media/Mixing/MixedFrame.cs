namespace NetTapi.Media;

/// <summary>One frame of mixed sound, encoded at most once in each law for all who hear it. Not thread-safe.</summary>
internal sealed class MixedFrame
{
    private readonly short[] _samples = new short[AudioFrame.Samples];
    private readonly byte[] _ulaw = new byte[AudioFrame.Samples];
    private readonly byte[] _alaw = new byte[AudioFrame.Samples];
    private bool _hasUlaw;
    private bool _hasAlaw;

    /// <summary>Takes the sum of all voices, as loud as a sample can be at most.</summary>
    public void Set(ReadOnlySpan<int> sum)
    {
        for (var i = 0; i < _samples.Length; i++) _samples[i] = (short)Math.Clamp(sum[i], short.MinValue, short.MaxValue);
        _hasUlaw = _hasAlaw = false;
    }

    /// <summary>Takes the sum of all voices but one.</summary>
    public void Set(ReadOnlySpan<int> sum, ReadOnlySpan<short> without)
    {
        for (var i = 0; i < _samples.Length; i++) _samples[i] = (short)Math.Clamp(sum[i] - without[i], short.MinValue, short.MaxValue);
        _hasUlaw = _hasAlaw = false;
    }

    /// <summary>The frame in one law of G.711.</summary>
    public ReadOnlySpan<byte> As(AudioCodec codec)
    {
        ref var has = ref codec == AudioCodec.Pcmu ? ref _hasUlaw : ref _hasAlaw;
        var octets = codec == AudioCodec.Pcmu ? _ulaw : _alaw;
        if (!has) G711.Encode(codec, _samples, octets);
        has = true;
        return octets;
    }
}
