using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NetTapi.Loop;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Sessions;
using NetTapi.Telephony;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.LoadTool;

/// <summary>
/// The measured server, in a process of its own: the product's sessions, desk and fan-out, with notices that come from standard input instead of from calls:
/// <c>publish COUNT</c>, <c>pace COUNT PER-SECOND</c>.
/// </summary>
internal static class ServingProcess
{
    private static readonly UserId User = new(Sample.Uid);

    public static async Task RunAsync()
    {
        await using var loop = new EventLoop(TimeProvider.System, SystemEntropy.Instance, fault => Console.Error.WriteLine(fault));
        await using WebApplication application = Build(loop, out Func<int> port);
        await application.StartAsync();
        Console.WriteLine(port());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            int[] numbers = [.. line.Split(' ').Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            if (numbers.Length == 1) Publish(application.Services, numbers[0]);
            else await Pace.RunAsync(numbers[0], numbers[1], () => PublishOneAsync(application.Services));
        }
    }

    private static WebApplication Build(EventLoop loop, out Func<int> port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        ListenOptions? listener = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listener = listen;
            listen.UseNetTapi(WireEncoding.Utf8);
        }));
        var user = new User { Uid = User, Name = "load" };
        var directory = new DirectoryIndex(new DirectoryData { Users = [user] });
        var phones = new NoPhones();
        builder.Services
            .AddLogging()
            .AddRouting()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IControlLoop>(loop)
            .AddSingleton<ISwitch>(phones).AddSingleton<ICallStore>(phones).AddSingleton<IAuditLog>(phones)
            .AddSingleton(new LiveDirectory(directory, new Dictionary<UserId, string>(), static (_, _) => { }))
            .AddSingleton<Interests>()
            .AddSingleton(services => ActivatorUtilities.CreateInstance<CallBook>(services, 1L, new Action(static () => { })))
            .AddSingleton(services => ActivatorUtilities.CreateInstance<Desk>(services, AccessPolicy.OwnOrPrivileged))
            .AddNetTapiSessions(new NetTapi.Server.Sessions.SessionOptions());
        port = () => listener!.IPEndPoint!.Port;
        return builder.Build();
    }

    private static void Publish(IServiceProvider services, int count) =>
        services.GetRequiredService<IControlLoop>().Post(
            static work =>
            {
                var watchers = work.services.GetRequiredService<Interests>().WatchersOf(User, CallTypes.IncomingOutside);
                var sink = work.services.GetRequiredService<INoticeSink>();
                for (int serial = 1; serial <= work.count; serial++)
                {
                    string stamp = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
                    sink.Deliver(new IncomingCallNotice(User, new Slot(1), new Serial(serial), stamp, Sample.CallerNumber), watchers, null);
                }
            },
            (services, count));

    private static Task PublishOneAsync(IServiceProvider services)
    {
        Publish(services, 1);
        return Task.CompletedTask;
    }
}
