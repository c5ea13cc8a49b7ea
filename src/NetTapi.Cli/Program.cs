using NetTapi.Cli;
using NetTapi.Cli.Commands;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the session in order; the second is the system's.
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};

return await CommandLine.RunAsync(args, Surroundings.OfProcess(), interrupted.Token);
