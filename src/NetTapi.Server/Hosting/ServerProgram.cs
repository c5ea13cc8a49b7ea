using System.Runtime.InteropServices;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting.Demo;
using NetTapi.Storage;

namespace NetTapi.Server.Hosting;

/// <summary>The server as a program: from start to exit status.</summary>
internal static class ServerProgram
{
    /// <summary>Serves until SIGTERM or Ctrl-C.</summary>
    public static async Task<int> RunAsync(ServerOptions options, bool demo)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, AskToStop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, AskToStop);
        try
        {
            await (demo ? DemoProgram.RunAsync(options, stop.Task) : ServeAsync(options, stop.Task));
            return ExitStatus.Success;
        }
        catch (Exception refusal) when (refusal is StartException or StorageException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return ExitStatus.Failure;
        }

        void AskToStop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    /// <summary>Prints a line for each listener, and <c>ready</c>.</summary>
    public static void Announce(ServerHost host)
    {
        foreach (var address in host.NetTapi) Console.WriteLine($"nettapi listening on {address}");
        foreach (var listener in host.Sip) Console.WriteLine($"sip listening on {listener}");
        foreach (var address in host.Http) Console.WriteLine($"http listening on http://{address}");
        Console.WriteLine("ready");
    }

    private static async Task ServeAsync(ServerOptions options, Task stop)
    {
        await using var host = await ServerHost.StartAsync(options, logging: logging => ServerLogging.Configure(logging, options.LogLevel));
        Announce(host);
        await stop;
    }
}
