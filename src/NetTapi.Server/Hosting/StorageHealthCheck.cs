using Microsoft.Extensions.Diagnostics.HealthChecks;
using NetTapi.Storage;

namespace NetTapi.Server.Hosting;

/// <summary>Whether records get to disk: while they do not, end notices wait.</summary>
internal sealed class StorageHealthCheck(Database database) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = database.Health;
        return Task.FromResult(health.IsHealthy
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"the database refuses: {health.LastError}; {health.Waiting} writes wait"));
    }
}
