using NetTapi.Loop;
using NetTapi.Media;

namespace NetTapi.Switch;

/// <summary>Prompts from WAV files, kept in memory.</summary>
internal sealed class PromptFiles(IControlLoop loop) : IPrompts
{
    private readonly PromptCache _cache = new(loop);

    /// <inheritdoc />
    public void Load(string path, Action<IAudioSource?> loaded) => _cache.Load(path, (prompt, _) => loaded(prompt));
}
