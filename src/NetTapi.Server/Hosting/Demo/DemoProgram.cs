using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Server.Configuration;
using NetTapi.Sip.Transport;

namespace NetTapi.Server.Hosting.Demo;

/// <summary><c>--demo</c>: the server with a sample office in a throw-away database, and phones and a carrier that call each other through it.</summary>
internal static class DemoProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Serves until told to stop.</summary>
    /// <exception cref="StartException">Something of it can't start.</exception>
    public static async Task RunAsync(ServerOptions configured, Task stop)
    {
        var folder = Directory.CreateTempSubdirectory("nettapi-demo-");
        try
        {
            var carrier = DemoSettings.FreeUdpPort();
            var options = DemoSettings.For(configured, folder.FullName, carrier);
            await using var host = await ServerHost.StartAsync(options, logging: logging => ServerLogging.Configure(logging, options.LogLevel));
            foreach (var line in DemoText.Moved(configured, host)) Console.WriteLine(line);
            ServerProgram.Announce(host);
            await using var phones = await OpenPhonesAsync(host, DemoSettings.ScriptFor(options.Directory!, carrier));
            if (host.NetTapi.Count > 0) Console.WriteLine(DemoText.Invitation(host.NetTapi[0]));
            await stop;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DemoOffice> OpenPhonesAsync(ServerHost host, DemoScript script)
    {
        var server = host.Sip.FirstOrDefault(listener => listener.Protocol == TransportProtocol.Udp)
            ?? throw new StartException("Sip:Listen: the demo's phones need a UDP listener");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            return await DemoOffice.StartAsync(server.Address, script, TimeProvider.System, SystemEntropy.Instance, Console.WriteLine, patience.Token);
        }
        catch (OperationCanceledException refusal)
        {
            throw new StartException("the demo's phones could not register", refusal);
        }
    }
}
