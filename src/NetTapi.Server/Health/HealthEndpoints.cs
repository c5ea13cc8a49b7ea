using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace NetTapi.Server.Health;

/// <summary>What machines ask over HTTP: <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    /// <summary>
    /// Adds the checks of readiness that this room knows, loop and listeners, and the exporter of figures. The caller adds his own with
    /// <see cref="AddReadinessCheck{TCheck}"/>.
    /// </summary>
    public static IHealthChecksBuilder AddNetTapiHealth(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<PrometheusExporter>();
        return services.AddHealthChecks()
            .AddReadinessCheck<LoopHealthCheck>("loop")
            .AddReadinessCheck<ListenersHealthCheck>("listeners");
    }

    /// <summary>Adds a check without which the server is not ready; what is wrong goes into the description of its result.</summary>
    public static IHealthChecksBuilder AddReadinessCheck<TCheck>(this IHealthChecksBuilder builder, string name)
        where TCheck : class, Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck =>
        builder.AddCheck<TCheck>(name, tags: [Ready]);

    /// <summary>Maps the three addresses. 200 or 503; a live answer says only that the process answers.</summary>
    public static void MapNetTapiHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthAnswer.WriteAsync });
        endpoints.MapGet("/metrics", static async (PrometheusExporter exporter, IEnumerable<IFreshFigures> figures, CancellationToken cancellation) =>
        {
            foreach (var fresh in figures) await fresh.RefreshAsync(cancellation);
            return Results.Text(exporter.Write(), PrometheusExporter.ContentType);
        });
        // Built now, so that figures are taken from the beginning and not from the first request.
        endpoints.ServiceProvider.GetRequiredService<PrometheusExporter>();
    }
}
