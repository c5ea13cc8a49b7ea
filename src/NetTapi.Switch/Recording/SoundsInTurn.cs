using NetTapi.Media;

namespace NetTapi.Switch.Recording;

/// <summary>One sound and then another: a beep over the first words of an announcement would hide them.</summary>
internal sealed class SoundsInTurn(IAudioSource first, IAudioSource second) : IAudioSource
{
    /// <inheritdoc />
    public bool Read(Span<short> frame) => first.Read(frame) || second.Read(frame);
}
