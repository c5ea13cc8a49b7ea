using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Sessions;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;
using SessionOptions = NetTapi.Server.Sessions.SessionOptions;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>NetTAPI sessions on real loopback sockets, with a desk on a real loop and a phone system that does what the test says. Timers are the test's.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly EventLoop _loop;
    private readonly List<Exception> _faults;
    private readonly Dictionary<string, ListenOptions> _listeners;

    private TestServer(WebApplication application, EventLoop loop, List<Exception> faults, Dictionary<string, ListenOptions> listeners)
    {
        _application = application;
        _loop = loop;
        _faults = faults;
        _listeners = listeners;
    }

    public FakeTimeProvider Time => Get<FakeTimeProvider>();

    public SessionRegistry Registry => Get<SessionRegistry>();

    public ScriptedSwitch Switch => Get<ScriptedSwitch>();

    public MemoryCallStore Store => Get<MemoryCallStore>();

    public LogLines Log => Get<LogLines>();

    public static async Task<TestServer> StartAsync(Func<SessionOptions, SessionOptions>? change = null)
    {
        var options = new SessionOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago") };
        var time = new FakeTimeProvider();
        var faults = new List<Exception>();
        var loop = new EventLoop(time, SystemEntropy.Instance, faults.Add);
        var listeners = new Dictionary<string, ListenOptions>();

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(time);
        builder.Services.AddSingleton<IControlLoop>(loop);
        builder.Services.AddSingleton<LogLines>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Services.AddSingleton<ScriptedSwitch>().AddSingleton<ISwitch>(services => services.GetRequiredService<ScriptedSwitch>());
        builder.Services.AddSingleton<MemoryCallStore>().AddSingleton<ICallStore>(services => services.GetRequiredService<MemoryCallStore>());
        builder.Services.AddTestOffice();
        builder.Services.AddNetTapiSessions(change?.Invoke(options) ?? options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (WireEncoding encoding in new[] { WireEncoding.Utf8, WireEncoding.Windows1252 })
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.UseNetTapi(encoding);
                    listeners[encoding.Name] = listen;
                });
            }
        });
        WebApplication application = builder.Build();
        await application.StartAsync();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() => application.Services.GetRequiredService<CallBook>().Start(ready.SetResult));
        await ready.Task.WaitAsync(Peer.Patience);
        return new TestServer(application, loop, faults, listeners);
    }

    public T Get<T>() where T : notnull => _application.Services.GetRequiredService<T>();

    public Task<Peer> ConnectAsync(Action<System.Net.Sockets.Socket>? prepare = null, string encoding = "utf-8") =>
        Peer.ConnectAsync(_listeners[encoding].IPEndPoint!, prepare);

    /// <summary>Waits until so many connections are left.</summary>
    public Task ConnectionsAsync(int count) => Eventually.HoldsAsync(() => Registry.Count == count, Peer.Patience);

    public Task NoConnectionsAsync() => ConnectionsAsync(0);

    /// <summary>Hands a notice to every session that is logged in, and waits until they all have it in their queues.</summary>
    public async Task NotifyAsync(Notice notice)
    {
        var handedOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ImmutableArray<IWatcher> watchers = [.. Registry.All.Select(connection => connection.Session).Where(session => session.Principal is not null)];
        await OnLoopAsync(() => Get<INoticeSink>().Deliver(notice, watchers, handedOver.SetResult));
        await handedOver.Task.WaitAsync(Peer.Patience);
    }

    /// <summary>Reports facts to the call book.</summary>
    public Task ReportAsync(params SwitchFact[] facts) => OnLoopAsync(() =>
    {
        foreach (SwitchFact fact in facts) Get<CallBook>().Report(fact);
    });

    /// <summary>Sends notices to sessions of which one does not read, until its connection takes no more and bytes wait for it.</summary>
    public async Task StallAsync(Session session)
    {
        while (session.IsOpen && session.BytesWaiting < 64 * 1024) await NotifyAsync(Notices.Large);
    }

    /// <summary>The sessions of a user.</summary>
    public IEnumerable<Session> SessionsOf(string uid) =>
        Registry.All.Select(connection => connection.Session).Where(session => session.Principal?.User.Value == uid);

    public Task OnLoopAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SessionConnection connection in Registry.All) connection.Abort();
        await NoConnectionsAsync();
        Assert.Equal(0, Get<OutboundBudget>().Taken);
        await OnLoopAsync(() => Assert.Equal(0, Get<Interests>().Count));
        await _application.DisposeAsync();
        await _loop.DisposeAsync();
        Assert.Empty(_faults);
    }
}
