using System.CommandLine;
using System.Runtime.CompilerServices;

namespace NetTapi.Cli.Commands;

/// <summary><c>nettapi send [MESSAGE …]</c>: the protocol by hand.</summary>
internal static class SendCommand
{
    public static Command Create(ServerOptions server, Surroundings around)
    {
        var messages = new Argument<string[]>("message")
        {
            Description = "messages without their terminator, as '!<connect_nettapi>'; none: one a line from standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var wait = new Option<double>("--wait")
        {
            Description = "seconds without a byte from the server after which a finished conversation ends",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("send", "Sends raw messages and shows what goes both ways; nothing is sent but what is typed.") { messages, wait };
        command.SetAction((parsed, cancellation) => Outcome.OfAsync(
            around,
            async () =>
            {
                var given = parsed.GetValue(messages)!;
                var (host, port) = server.Server(parsed);
                var quiet = TimeSpan.FromSeconds(Math.Max(0, parsed.GetValue(wait)));
                await using var conversation = await Conversation.OpenAsync(host, port, server.Encoding(parsed), around, cancellation);
                await conversation.RunAsync(given.Length > 0 ? given.ToAsyncEnumerable() : LinesAsync(around.In, cancellation), quiet, cancellation);
                return ExitStatus.Ok;
            },
            cancellation));
        return command;
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        TextReader input, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await input.ReadLineAsync(cancellation) is { } line) yield return line;
    }
}
