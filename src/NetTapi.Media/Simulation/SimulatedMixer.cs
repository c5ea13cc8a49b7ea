namespace NetTapi.Media;

/// <summary>A mixer whose legs hear each other in virtual time.</summary>
internal sealed class SimulatedMixer : IMediaMixer
{
    private readonly List<SimulatedMediaLeg> _legs = [];
    private bool _closed;

    public IReadOnlyList<SimulatedMediaLeg> Legs => _legs;

    public void Add(IMediaLeg leg)
    {
        var added = (SimulatedMediaLeg)leg;
        if (_closed || added.IsClosed || ReferenceEquals(added.Mixer, this)) return;
        added.Connect(null);
        added.Mixer = this;
        _legs.Add(added);
    }

    public void Remove(IMediaLeg leg)
    {
        var removed = (SimulatedMediaLeg)leg;
        if (_legs.Remove(removed)) removed.Mixer = null;
    }

    public void Close()
    {
        _closed = true;
        foreach (var leg in _legs.ToArray()) Remove(leg);
    }
}
