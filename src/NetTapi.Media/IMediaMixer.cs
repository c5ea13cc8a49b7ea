namespace NetTapi.Media;

/// <summary>A room in which each leg hears all others. Called from the control loop.</summary>
/// <remarks>
/// A leg is in one mixer, or connected to one leg, or neither: <see cref="Add"/> takes it out of what it was in, and <see cref="IMediaLeg.Connect"/> (with null
/// too) and <see cref="IMediaLeg.Close"/> take it out of the mixer.
/// </remarks>
public interface IMediaMixer
{
    /// <summary>Lets a leg hear all others, and be heard by them. Twice does nothing.</summary>
    void Add(IMediaLeg leg);

    /// <summary>Takes a leg out; one that is not in it is left alone.</summary>
    void Remove(IMediaLeg leg);

    /// <summary>Takes all legs out. Closing twice does nothing.</summary>
    void Close();
}
