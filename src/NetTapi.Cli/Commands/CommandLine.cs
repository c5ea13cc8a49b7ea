using System.CommandLine;

namespace NetTapi.Cli.Commands;

/// <summary>The commands of <c>nettapi</c>, and what their ends mean to a script.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken cancellation)
    {
        var server = new ServerOptions(around);
        var root = new RootCommand("A client of a NetTAPI server: watch calls, dial, ask about calls.")
        {
            WatchCommand.Create(server, around),
            CallCommands.CreateDial(server, around),
            CallCommands.CreateRecord(server, around),
            CallCommands.CreateStopRecord(server, around),
            CallCommands.CreateDtmf(server, around),
            CallCommands.CreateStatus(server, around),
            CallInfoCommand.Create(server, around),
            SendCommand.Create(server, around),
        };
        server.AddTo(root);

        var parsed = root.Parse(args);
        var output = new InvocationConfiguration { Output = around.Out, Error = around.Error, EnableDefaultExceptionHandler = false };
        var status = await parsed.InvokeAsync(output, cancellation);
        return parsed.Errors.Count > 0 ? ExitStatus.Usage : status;
    }
}
