namespace NetTapi.Sip.Agents;

/// <summary>Bounds of a registrar.</summary>
public sealed record RegistrarOptions
{
    /// <summary>The shortest registration; default 60 s. A shorter one is answered 423.</summary>
    public TimeSpan MinimumExpiry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest registration; default 1 hour. A longer one is cut to it.</summary>
    public TimeSpan MaximumExpiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long one lasts that says nothing; default 1 hour.</summary>
    public TimeSpan DefaultExpiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most phones of one user; default 10. A further one takes the place of that which ends first.</summary>
    public int BindingsPerUser { get; init; } = 10;
}
