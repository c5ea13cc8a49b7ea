using NetTapi.Media;

namespace NetTapi.Switch;

/// <summary>Where announcements and prompts come from. On the loop.</summary>
public interface IPrompts
{
    /// <summary>Asks for a prompt.</summary>
    /// <param name="path">The WAV file.</param>
    /// <param name="loaded">Called once, later, with a source for one leg; null where the file can't be played.</param>
    void Load(string path, Action<IAudioSource?> loaded);
}
