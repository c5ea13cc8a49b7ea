using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NetTapi.Server.Health;

/// <summary>Writes what a health request is answered: <c>{"status":"ok"}</c>, or what is wrong, by check; what is worth a look and no reason to stay away is said under <c>warnings</c>.</summary>
internal static class HealthAnswer
{
    /// <summary>Writes the body; the status code is set already.</summary>
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", report.Status == HealthStatus.Unhealthy ? "not ok" : "ok");
        Write(json, "problems", report, HealthStatus.Unhealthy);
        Write(json, "warnings", report, HealthStatus.Degraded);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string title, HealthReport report, HealthStatus status)
    {
        var entries = report.Entries.Where(entry => entry.Value.Status == status).ToArray();
        if (entries.Length == 0) return;
        json.WriteStartObject(title);
        foreach ((string name, HealthReportEntry entry) in entries) json.WriteString(name, entry.Description ?? "failed");
        json.WriteEndObject();
    }
}
