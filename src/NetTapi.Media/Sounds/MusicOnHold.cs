namespace NetTapi.Media;

/// <summary>One sound, played over and over, that any number of legs hear. Safe for use from several threads.</summary>
/// <remarks>It goes on while nobody listens, as a radio does: who is held twice does not hear the same beginning twice.</remarks>
public sealed class MusicOnHold
{
    private readonly Sound _sound;
    private readonly TimeProvider _time;
    private readonly long _began;

    /// <summary>Begins to play.</summary>
    /// <param name="sound">What: silence, where it is empty.</param>
    /// <param name="time">The clock it goes by.</param>
    public MusicOnHold(Sound sound, TimeProvider time)
    {
        _sound = sound;
        _time = time;
        _began = time.GetTimestamp();
    }

    /// <summary>A source for one leg: without end, from where the music is by now.</summary>
    public IAudioSource Open()
    {
        var position = (long)(_time.GetElapsedTime(_began).TotalSeconds * AudioFrame.SampleRate);
        return new SoundLoop(_sound, _sound.Samples.IsEmpty ? 0 : (int)(position % _sound.Samples.Length));
    }
}
