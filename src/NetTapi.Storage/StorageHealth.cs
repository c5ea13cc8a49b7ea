namespace NetTapi.Storage;

/// <summary>How writing goes; one moment's view.</summary>
/// <param name="IsHealthy">False from a refused write until one succeeds.</param>
/// <param name="LastError">Why the last write was refused, while that lasts; else null.</param>
/// <param name="Waiting">Writes not yet on disk.</param>
public sealed record StorageHealth(bool IsHealthy, string? LastError, int Waiting);
