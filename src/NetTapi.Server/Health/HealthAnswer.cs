using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NetTapi.Server.Health;

/// <summary>Writes what a health request is answered: <c>{"status":"ready"}</c>, or what is wrong, by check.</summary>
internal static class HealthAnswer
{
    /// <summary>Writes the body; the status code is set already.</summary>
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", report.Status == HealthStatus.Healthy ? "ok" : "not ok");
        if (report.Status != HealthStatus.Healthy) WriteProblems(json, report);
        json.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter json, HealthReport report)
    {
        json.WriteStartObject("problems");
        foreach ((string name, HealthReportEntry entry) in report.Entries)
            if (entry.Status != HealthStatus.Healthy) json.WriteString(name, entry.Description ?? "failed");
        json.WriteEndObject();
    }
}
