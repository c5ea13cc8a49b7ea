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
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>What an administrator sees of phones, gateways, calls that fail and calls for help.</summary>
public sealed class SwitchJournalTests : IDisposable
{
    private static readonly IPEndPoint Stranger = IPEndPoint.Parse("[::ffff:203.0.113.5]:5070");

    /// <summary>What the switch tells, by the name of the notice: the line of the log, and of the metrics.</summary>
    private static readonly Dictionary<string, (Action<SwitchJournal> Tell, LogLevel Level, string Line, string? Metric)> Notices = new()
    {
        ["MediaLost, ended"] = (
            journal => journal.MediaLost(new CallKey("k-7"), new StationEndpoint(new StationNumber(128)), TimeSpan.FromMinutes(1), isEnded: true),
            LogLevel.Warning, "Nothing came from station 128 in call k-7 for 00:01:00: it was hung up.", "nettapi_media_silences_total{action=\"ended\"} 1"),
        ["MediaLost, kept"] = (
            journal => journal.MediaLost(new CallKey("k-7"), new LineEndpoint(new LineNumber(3)), TimeSpan.FromSeconds(5), isEnded: false),
            LogLevel.Warning, "Nothing came from line 3 in call k-7 for 00:00:05: it is kept, as configured.", "nettapi_media_silences_total{action=\"kept\"} 1"),
        ["RecordingFailed"] = (
            journal => journal.RecordingFailed("/r/1-1-128.wav", "No space left on device."),
            LogLevel.Error, "The recording /r/1-1-128.wav ended before its time: No space left on device. The call goes on.", "nettapi_recordings_failed_total 1"),
        ["RecordingHasHoles"] = (
            journal => journal.RecordingHasHoles("/r/1-1-128.wav", TimeSpan.FromMilliseconds(1250)),
            LogLevel.Error, "The recording /r/1-1-128.wav has holes: the disk took it too slowly, and 1.3 s of sound, both sides counted, are missing.", null),
        ["PromptMissing"] = (
            journal => journal.PromptMissing("day", "/p/hello.wav"),
            LogLevel.Warning, "Script day of the auto-attendant: /p/hello.wav can't be played; callers go without it.", "nettapi_prompts_missing_total 1"),
        ["AnnouncementMissing"] = (
            journal => journal.AnnouncementMissing("/p/recorded.wav"),
            LogLevel.Error, "Recordings:Announcement: /p/recorded.wav can't be played; who is recorded is not told.", "nettapi_prompts_missing_total 1"),
        ["GuesserBlocked"] = (
            journal => journal.GuesserBlocked(Stranger.Address),
            LogLevel.Warning, "Phones at 203.0.113.5 are refused for a minute: too many wrong passwords came from there.", null),
        ["StrangerCalled"] = (
            journal => journal.StrangerCalled(Stranger),
            LogLevel.Warning, "A call from 203.0.113.5:5070 was not taken: that is neither in a gateway's AcceptFrom nor a registered phone. It was asked for a phone's password.", "nettapi_calls_strange_total 1"),
        ["LineFailed, tried elsewhere"] = (
            journal => journal.LineFailed("carrier", new LineNumber(3), "503", isTriedElsewhere: true),
            LogLevel.Warning, "Gateway carrier could not place a call on line 3: 503. Another way is tried.", "nettapi_lines_failed_total{gateway=\"carrier\"} 1"),
        ["LineFailed, for good"] = (
            journal => journal.LineFailed("carrier", new LineNumber(3), "503", isTriedElsewhere: false),
            LogLevel.Error, "Gateway carrier could not place a call on line 3: 503. There is no other way.", "nettapi_lines_failed_total{gateway=\"carrier\"} 1"),
        ["GatewayFull"] = (
            journal => journal.GatewayFull("carrier"),
            LogLevel.Warning, "A call from gateway carrier was refused: all its lines are in use.", "nettapi_calls_refused_total{reason=\"gateway full\"} 1"),
        ["RouteMissing"] = (
            journal => journal.RouteMissing("carrier", "+9725550000"),
            LogLevel.Warning, "A call from gateway carrier to +9725550000 was refused: no entry of Directory:Routes fits.", "nettapi_calls_refused_total{reason=\"no route\"} 1"),
        ["RouteMissing, without a number"] = (
            journal => journal.RouteMissing("carrier", ""),
            LogLevel.Warning, "A call from gateway carrier to no number was refused: no entry of Directory:Routes fits.", "nettapi_calls_refused_total{reason=\"no route\"} 1"),
        ["TrunkGroupFull, in use"] = (
            journal => journal.TrunkGroupFull(new TrunkGroupNumber(1), isDown: false),
            LogLevel.Warning, "A call to the outside by trunk group 1 was refused: every line there is in use.", "nettapi_calls_refused_total{reason=\"no line\"} 1"),
        ["TrunkGroupFull, down"] = (
            journal => journal.TrunkGroupFull(new TrunkGroupNumber(1), isDown: true),
            LogLevel.Warning, "A call to the outside by trunk group 1 was refused: every gateway there is down.", "nettapi_calls_refused_total{reason=\"no line\"} 1"),
        ["MediaPortsExhausted"] = (
            journal => journal.MediaPortsExhausted(),
            LogLevel.Error, "A party could not be connected: no port of Sip:RtpPorts is free. A call takes four.", "nettapi_calls_refused_total{reason=\"no media port\"} 1"),
    };

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

    public static TheoryData<string> Told => [.. Notices.Keys];

    [Theory]
    [MemberData(nameof(Told))]
    public void What_goes_wrong_is_a_line_of_the_log_and_a_figure(string notice)
    {
        var (tell, level, line, metric) = Notices[notice];
        tell(_journal);
        Assert.Equal([(level, line)], _lines.Written);
        if (metric is not null) Assert.Contains($"{metric}\n", _exporter.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_notice_of_the_switch_is_looked_at_here()
    {
        // Those of the table, and those that a test of their own has.
        string[] others =
        [
            nameof(ISwitchJournal.PhoneRegistered), nameof(ISwitchJournal.PhoneGone), nameof(ISwitchJournal.PhoneRefused), nameof(ISwitchJournal.GatewayChanged), nameof(ISwitchJournal.GatewayForgotten),
            nameof(ISwitchJournal.EmergencyDialled), nameof(ISwitchJournal.EmergencyFailed), nameof(ISwitchJournal.LineTakenForEmergency),
        ];
        var looked = Notices.Keys.Select(notice => notice.Split(',')[0]).Distinct().Concat(others);
        Assert.Equal(typeof(ISwitchJournal).GetMethods().Select(method => method.Name).Order(), looked.Order());
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
