using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Server.Health;
using NetTapi.Server.Hosting;
using NetTapi.Switch;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>What an administrator sees of gateways and of calls for help.</summary>
public sealed class SwitchJournalTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PrometheusExporter _exporter = new();
    private readonly LogLines _lines = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SwitchJournal _journal;

    public SwitchJournalTests()
    {
        var directory = new LiveDirectory(new DirectoryIndex(HostFolder.Office), new Dictionary<UserId, string>(), static (_, _) => { });
        _journal = new SwitchJournal(_lines, _services.GetRequiredService<IMeterFactory>(), _time, directory);
    }

    [Fact]
    public void A_phone_that_registers_and_is_lost_is_logged_and_measured()
    {
        var phone = IPEndPoint.Parse("[::ffff:192.0.2.7]:5060");
        Assert.Contains("nettapi_station_phones{station=\"128\"} 0\n", _exporter.Write(), StringComparison.Ordinal);
        _journal.PhoneRegistered(new StationNumber(128), phone);
        Assert.Contains("nettapi_station_phones{station=\"128\"} 1\n", _exporter.Write(), StringComparison.Ordinal);
        _journal.PhoneGone(new StationNumber(128), phone, PhoneLoss.NotRenewed, isLast: true);
        _journal.PhoneRegistered(new StationNumber(128), phone);
        _journal.PhoneGone(new StationNumber(128), phone, PhoneLoss.SignedOff, isLast: true);
        Assert.Contains("nettapi_station_phones{station=\"128\"} 0\n", _exporter.Write(), StringComparison.Ordinal);
        Assert.Equal(
            [
                (LogLevel.Information, "Station 128 has a phone at 192.0.2.7:5060."),
                (LogLevel.Warning, "The phone of station 128 at 192.0.2.7:5060 is gone: it did not register again in time. The station has no other."),
                (LogLevel.Information, "Station 128 has a phone at 192.0.2.7:5060."),
                (LogLevel.Information, "The phone of station 128 at 192.0.2.7:5060 signed off."),
            ],
            _lines.Written);
    }

    [Fact]
    public void Whoever_guesses_passwords_can_write_twenty_lines_a_minute_and_the_rest_is_counted()
    {
        var guesser = IPEndPoint.Parse("203.0.113.5:5060");
        for (var i = 0; i < 100; i++) _journal.PhoneRefused(guesser, null, PhoneRefusal.WrongPassword);
        Assert.Equal(20, _lines.Written.Count);
        Assert.Equal((LogLevel.Warning, "A phone at 203.0.113.5:5060 was refused: no station has the SIP user it names."), _lines.Written[^1]);
        Assert.Contains("nettapi_phones_refused_total{reason=\"unknown\"} 100\n", _exporter.Write(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(1));
        _journal.PhoneRefused(guesser, new StationNumber(128), PhoneRefusal.WrongPassword);
        Assert.Equal(
            [
                (LogLevel.Warning, "80 more lines of this kind (phones refused) were not written."),
                (LogLevel.Warning, "A phone at 203.0.113.5:5060 was refused: the password for station 128 is wrong."),
            ],
            _lines.Written[20..]);
    }

    [Fact]
    public void Without_a_watched_gateway_there_is_no_figure_that_says_one_is_down() =>
        Assert.DoesNotContain("nettapi_gateway_up 0", _exporter.Write(), StringComparison.Ordinal);

    [Fact]
    public async Task A_gateway_that_is_down_is_logged_measured_and_said_by_a_server_that_stays_ready()
    {
        _journal.GatewayChanged("carrier", true, "it answers OPTIONS, 200");
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        Assert.Contains("nettapi_gateway_up{gateway=\"carrier\"} 1\n", _exporter.Write(), StringComparison.Ordinal);
        _journal.GatewayChanged("carrier", false, "it does not answer OPTIONS");
        var result = await CheckAsync();
        Assert.Equal((HealthStatus.Degraded, "down: carrier: it does not answer OPTIONS"), (result.Status, result.Description));
        Assert.Contains("nettapi_gateway_up{gateway=\"carrier\"} 0\n", _exporter.Write(), StringComparison.Ordinal);
        Assert.Equal((LogLevel.Error, "Gateway carrier is down: it does not answer OPTIONS. Its lines are skipped until it is back."), _lines.Written[^1]);
        _journal.GatewayForgotten("carrier");
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public void A_call_for_help_is_critical_and_counted()
    {
        _journal.EmergencyDialled("112", new StationNumber(128), new LineNumber(3));
        _journal.LineTakenForEmergency(new LineNumber(3), new CallKey("k-7"));
        _journal.EmergencyFailed("112", null, isUnsent: true);
        _journal.EmergencyFailed("112", new StationNumber(128), isUnsent: false);
        Assert.Equal(
            [
                (LogLevel.Critical, "EMERGENCY CALL: station 128 calls 112 on line 3."),
                (LogLevel.Critical, "The call on line 3 (k-7) is ended: an emergency call needs the line."),
                (LogLevel.Critical, "EMERGENCY CALL FAILED: a caller without a phone here calls 112, and there is no line."),
                (LogLevel.Critical, "EMERGENCY CALL FAILED: station 128 calls 112, and every line that was tried led nowhere."),
            ],
            _lines.Written);
        var text = _exporter.Write();
        Assert.Contains("nettapi_emergency_calls_total{result=\"placed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("nettapi_emergency_calls_total{result=\"no line\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("nettapi_emergency_calls_total{result=\"failed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("nettapi_emergency_calls_ended_total 1\n", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _exporter.Dispose();
        _services.Dispose();
    }

    private Task<HealthCheckResult> CheckAsync() => new GatewayHealthCheck(_journal).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

    private sealed class LogLines : ILogger<SwitchJournal>
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add((logLevel, formatter(state, exception)));
    }
}
