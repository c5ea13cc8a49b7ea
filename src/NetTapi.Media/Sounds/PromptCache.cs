using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// Prompts read from WAV files, kept in memory while there is room. Files are looked at elsewhere, each time, so that a new one is heard without a restart; answers
/// are posted to the loop. Called from the loop.
/// </summary>
public sealed class PromptCache(IControlLoop loop, long maxSamples = PromptCache.DefaultSamples)
{
    /// <summary>What is kept by default: half an hour, 29 MB.</summary>
    public const long DefaultSamples = 30L * 60 * AudioFrame.SampleRate;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly LinkedList<string> _used = new();
    private long _samples;

    /// <summary>How much is kept by now, in samples.</summary>
    public long KeptSamples
    {
        get
        {
            lock (_gate) return _samples;
        }
    }

    /// <summary>Asks for a prompt.</summary>
    /// <param name="path">The WAV file.</param>
    /// <param name="loaded">Posted to the loop once: a prompt of its own for one leg, or null and why there is none.</param>
    public void Load(string path, Action<WavPrompt?, string?> loaded) =>
        ThreadPool.UnsafeQueueUserWorkItem(static call => call.cache.Read(call.path, call.loaded), (cache: this, path, loaded), preferLocal: false);

    private void Read(string path, Action<WavPrompt?, string?> loaded)
    {
        Sound? sound = null;
        string? fault = null;
        try
        {
            var file = new FileInfo(path);
            var stamp = (file.Exists ? file.Length : -1, file.LastWriteTimeUtc);
            sound = Find(path, stamp) ?? Add(path, stamp, Sound.Load(path));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            fault = refused.Message;
        }

        loop.Post(
            static call => call.loaded(call.sound is null ? null : new WavPrompt(call.sound), call.fault),
            (loaded, sound, fault));
    }

    private Sound? Find(string path, (long Length, DateTime Written) stamp)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(path, out var entry) || entry.Stamp != stamp) return null;
            _used.Remove(entry.Use);
            _used.AddLast(entry.Use);
            return entry.Sound;
        }
    }

    private Sound Add(string path, (long Length, DateTime Written) stamp, Sound sound)
    {
        lock (_gate)
        {
            Remove(path);
            _samples += sound.Samples.Length;
            _entries.Add(path, new Entry(sound, stamp, _used.AddLast(path)));
            while (_samples > maxSamples && _used.First is { } oldest) Remove(oldest.Value);
        }

        return sound;
    }

    private void Remove(string path)
    {
        if (!_entries.Remove(path, out var entry)) return;
        _used.Remove(entry.Use);
        _samples -= entry.Sound.Samples.Length;
    }

    private sealed record Entry(Sound Sound, (long Length, DateTime Written) Stamp, LinkedListNode<string> Use);
}
