using System.CommandLine;
using NetTapi.Cli.Output;
using NetTapi.Client;

namespace NetTapi.Cli.Commands;

/// <summary><c>nettapi watch [UID …]</c>: calls as they come and go, until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Create(ServerOptions server, Surroundings around)
    {
        var uids = new Argument<string[]>("uid") { Description = "whose calls; none: one's own", Arity = ArgumentArity.ZeroOrMore };
        var incoming = new Option<bool>("--incoming") { Description = "only calls from outside" };
        var outgoing = new Option<bool>("--outgoing") { Description = "only calls to the outside" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line, for scripts" };
        var command = new Command("watch", "Shows outside calls as they come and go.") { uids, incoming, outgoing, json };
        command.SetAction((parsed, cancellation) => Outcome.OfAsync(
            around,
            async () =>
            {
                var types = Types(parsed.GetValue(incoming), parsed.GetValue(outgoing));
                await using var client = await server.ConnectAsync(parsed, cancellation);
                var watches = await WatchAsync(client, parsed.GetValue(uids)!, types, cancellation);
                await ShowAsync(watches, parsed.GetValue(json), around, cancellation);
                return ExitStatus.Ok;
            },
            cancellation));
        return command;
    }

    private static CallTypes Types(bool incoming, bool outgoing) => (incoming, outgoing) switch
    {
        (true, false) => CallTypes.IncomingOutside,
        (false, true) => CallTypes.OutgoingOutside,
        _ => CallTypes.All,
    };

    private static async Task<List<IAsyncEnumerable<ClientEvent>>> WatchAsync(
        NetTapiClient client, string[] uids, CallTypes types, CancellationToken cancellation)
    {
        var watches = new List<IAsyncEnumerable<ClientEvent>>();
        string?[] watched = uids.Length == 0 ? [null] : [.. uids.Distinct()];
        foreach (var uid in watched)
        {
            watches.Add(await client.WatchAsync(uid, types, cancellation));
        }

        return watches;
    }

    private static Task ShowAsync(List<IAsyncEnumerable<ClientEvent>> watches, bool json, Surroundings around, CancellationToken cancellation)
    {
        if (!json && around.IsTerminal) return LiveTable.RunAsync(watches, around, cancellation);
        Func<ClientEvent, string> line = json ? Json.Of : item => EventText.Of(item, around.Time);
        return Merged.ForEachAsync(
            watches,
            item =>
            {
                around.Out.WriteLine(line(item));
                around.Out.Flush();
            },
            cancellation);
    }
}
