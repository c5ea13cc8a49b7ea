using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NetTapi.Server.Health;

/// <summary>Whether the server listens: from when everything is bound until it begins to stop.</summary>
internal sealed class ListenersHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string? problem = lifetime.ApplicationStopping.IsCancellationRequested ? "the server is stopping"
            : !lifetime.ApplicationStarted.IsCancellationRequested ? "the server is starting"
            : null;
        return Task.FromResult(problem is null ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, problem));
    }
}
