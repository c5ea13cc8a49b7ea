using System.Diagnostics.Metrics;
using NetTapi.Server.Health;

namespace NetTapi.Server.Tests.Health;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly PrometheusExporter _exporter = new();
    private readonly Meter _meter = new($"NetTapi.Test.{Guid.NewGuid()}");

    public void Dispose()
    {
        _meter.Dispose();
        _exporter.Dispose();
    }

    [Fact]
    public void Counters_are_told_with_help_type_and_labels()
    {
        Counter<long> counter = _meter.CreateCounter<long>("test.cut_offs", description: "Cut off.");
        counter.Add(2, new KeyValuePair<string, object?>("reason", "a \"b\"\\"));
        counter.Add(1, new KeyValuePair<string, object?>("reason", "a \"b\"\\"));
        Assert.Contains("""
            # HELP test_cut_offs_total Cut off.
            # TYPE test_cut_offs_total counter
            test_cut_offs_total{reason="a \"b\"\\"} 3

            """.ReplaceLineEndings("\n"), _exporter.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_nobody_has_counted_on_is_zero()
    {
        _meter.CreateCounter<long>("test.nothing");
        Assert.Contains("\ntest_nothing_total 0\n", _exporter.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gauges_are_read_at_the_moment_of_asking()
    {
        int value = 1;
        _meter.CreateObservableGauge("test.level", () => value);
        Assert.Contains("\ntest_level 1\n", _exporter.Write(), StringComparison.Ordinal);
        value = 5;
        Assert.Contains("\ntest_level 5\n", _exporter.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge()
    {
        UpDownCounter<long> open = _meter.CreateUpDownCounter<long>("test.open");
        open.Add(3);
        open.Add(-1);
        Assert.Contains("# TYPE test_open gauge\ntest_open 2\n", _exporter.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Meters_of_others_are_left_out()
    {
        using var foreign = new Meter("Microsoft.Something");
        foreign.CreateCounter<long>("foreign").Add(1);
        Assert.DoesNotContain("foreign", _exporter.Write(), StringComparison.Ordinal);
    }
}
