using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NetTapi.Server.Hosting;

/// <summary>Whether every gateway that is watched can be called. One that can't is said, and the server stays ready: calls inside, and by other gateways, go on.</summary>
internal sealed class GatewayHealthCheck(SwitchJournal journal) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var down = journal.GatewaysDown;
        return Task.FromResult(down.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"down: {string.Join("; ", down)}"));
    }
}
