namespace NetTapi.Media;

/// <summary>A short sound that is heard together with what is sent, in packets of whatever length. Not thread-safe.</summary>
internal sealed class OverSound(IAudioSource source)
{
    private readonly short[] _frame = new short[AudioFrame.Samples];
    private int _at = AudioFrame.Samples;

    /// <summary>Adds the next of it to other sound; false where it has come to its end.</summary>
    public bool AddTo(Span<short> sound)
    {
        foreach (ref var sample in sound)
        {
            if (_at == _frame.Length)
            {
                if (!source.Read(_frame)) return false;
                _at = 0;
            }

            sample = (short)Math.Clamp(sample + _frame[_at++], short.MinValue, short.MaxValue);
        }

        return true;
    }
}
