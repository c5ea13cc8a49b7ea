using System.CommandLine;
using NetTapi.Cli.Output;
using NetTapi.Client;

namespace NetTapi.Cli.Commands;

/// <summary><c>nettapi call-info SERIAL</c>.</summary>
internal static class CallInfoCommand
{
    public static Command Create(ServerOptions server, Surroundings around)
    {
        var serial = new Argument<int>("serial") { Description = "the call's serial" };
        var uid = new Option<string?>("--uid") { Description = "as this user saw the call" };
        var json = new Option<bool>("--json") { Description = "one JSON object" };
        var command = new Command("call-info", "Tells about a call that is over.") { serial, uid, json };
        command.SetAction((parsed, cancellation) => Outcome.OfAsync(
            around,
            async () =>
            {
                await using var client = await server.ConnectAsync(parsed, cancellation);
                var result = await client.GetCallInformationAsync(parsed.GetValue(serial), parsed.GetValue(uid), cancellation);
                return await ShowAsync(result, parsed.GetValue(json), around);
            },
            cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(CallInformationResult result, bool json, Surroundings around)
    {
        if (result is NoSuchCall)
        {
            await around.Error.WriteLineAsync("no such call");
            return ExitStatus.Refused;
        }

        await around.Out.WriteLineAsync(json ? Json.Of(result) : CallText.Of(result));
        return ExitStatus.Ok;
    }
}
