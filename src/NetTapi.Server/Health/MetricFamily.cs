using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace NetTapi.Server.Health;

/// <summary>One instrument's figures, one for each set of tags, under its Prometheus name. Safe for use from several threads.</summary>
internal sealed class MetricFamily
{
    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Series _untagged = new();
    private readonly string _help;
    private readonly string _type;
    private readonly bool _adds;
    private readonly bool _isHistogram;

    public MetricFamily(Instrument instrument)
    {
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        bool isCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        _isHistogram = kind == typeof(Histogram<>);
        _adds = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>) || _isHistogram;
        _type = isCounter ? "counter" : _isHistogram ? "summary" : "gauge";
        _help = (instrument.Description ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        Name = PrometheusName(instrument, isCounter);
    }

    /// <summary>The name Prometheus sees: <c>nettapi.bytes.sent</c> is <c>nettapi_bytes_sent_total</c>.</summary>
    public string Name { get; }

    /// <summary>Takes a measurement.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Series series = tags.IsEmpty ? _untagged : _series.GetOrAdd(Labels(tags), static _ => new Series());
        if (_adds) series.Add(value);
        else series.Set(value);
    }

    /// <summary>Writes the figures.</summary>
    public void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(_help).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        // A counter nobody has counted on is zero; a gauge nobody has set, as of a gateway where there is none, is nothing.
        if ((_adds && _series.IsEmpty) || _untagged.Count > 0) Write(text, "", _untagged);
        foreach ((string labels, Series series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Write(text, labels, series);
    }

    private static string PrometheusName(Instrument instrument, bool isCounter)
    {
        string name = instrument.Name.Replace('.', '_').Replace('-', '_');
        return isCounter ? name + "_total" : name;
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder("{");
        foreach ((string key, object? value) in tags)
        {
            if (labels.Length > 1) labels.Append(',');
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(key.Replace('.', '_')).Append("=\"");
            labels.Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
            labels.Append('"');
        }
        return labels.Append('}').ToString();
    }

    private void Write(StringBuilder text, string labels, Series series)
    {
        if (_isHistogram) Line(text, Name + "_count", labels, series.Count);
        Line(text, _isHistogram ? Name + "_sum" : Name, labels, series.Value);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private sealed class Series
    {
        private readonly Lock _gate = new();
        private double _value;
        private long _count;

        public double Value
        {
            get
            {
                lock (_gate) return _value;
            }
        }

        public long Count
        {
            get
            {
                lock (_gate) return _count;
            }
        }

        public void Add(double value)
        {
            lock (_gate)
            {
                _value += value;
                _count++;
            }
        }

        public void Set(double value)
        {
            lock (_gate)
            {
                _value = value;
                _count++;
            }
        }
    }
}
