using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace NetTapi.Server.Health;

/// <summary>
/// The figures of every meter whose name begins with <c>NetTapi</c>, as Prometheus text (exposition format 0.0.4): counters, up-down counters and
/// gauges, observed ones too; a histogram as its sum and count. Safe for use from several threads.
/// </summary>
/// <remarks>Written by hand because OpenTelemetry's exporter for Prometheus has no stable release.</remarks>
internal sealed class PrometheusExporter : IDisposable
{
    /// <summary>The content type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string MeterPrefix = "NetTapi";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = [];

    public PrometheusExporter()
    {
        _listener.InstrumentPublished = OnPublished;
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.Start();
    }

    /// <summary>All figures as they are now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (MetricFamily family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)) family.Write(text);
        return text.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Record(value, tags);

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (!instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal)) return;
        MetricFamily family = _families.GetOrAdd(instrument, static instrument => new MetricFamily(instrument));
        listener.EnableMeasurementEvents(instrument, family);
    }
}
