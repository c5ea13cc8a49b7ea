namespace NetTapi.Server.Health;

/// <summary>Figures that are looked up before they are told: what can't be read from any thread.</summary>
internal interface IFreshFigures
{
    /// <summary>Looks them up.</summary>
    Task RefreshAsync(CancellationToken cancellation);
}
