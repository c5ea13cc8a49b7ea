using System.CommandLine;
using NetTapi.Client;

namespace NetTapi.Cli.Commands;

/// <summary>The commands that ask for one thing to be done: dial, record, stop-record, dtmf, status.</summary>
internal static class CallCommands
{
    public static Command CreateDial(ServerOptions server, Surroundings around)
    {
        var address = new Argument<string>("address") { Description = "access code and number, as 9,2148441111" };
        return Create("dial", "Rings the user's phone, then calls the number.", address, server, around,
            (client, value, uid, cancellation) => client.DialAsync(value, uid, cancellation));
    }

    public static Command CreateRecord(ServerOptions server, Surroundings around) =>
        Create("record", "Starts recording the user's active call.", null, server, around,
            (client, _, uid, cancellation) => client.RecordAsync(uid, cancellation));

    public static Command CreateStopRecord(ServerOptions server, Surroundings around) =>
        Create("stop-record", "Stops recording the user's active call.", null, server, around,
            (client, _, uid, cancellation) => client.StopRecordingAsync(uid, cancellation));

    public static Command CreateDtmf(ServerOptions server, Surroundings around)
    {
        var digits = new Argument<string>("digits") { Description = "1 to 64 of 0-9 # *" };
        digits.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            // The server ignores such a command without a word (C5): say it here.
            if (text.Length is 0 or > 64 || text.Any(digit => !char.IsAsciiDigit(digit) && digit is not ('#' or '*'))) result.AddError("digits are 1 to 64 of 0-9 # *");
        });
        return Create("dtmf", "Plays digits into the user's active call.", digits, server, around,
            (client, value, uid, cancellation) => client.PlayDtmfAsync(value, uid, cancellation));
    }

    public static Command CreateStatus(ServerOptions server, Surroundings around)
    {
        var status = new Argument<string>("status") { Description = "one of the system's statuses, or of the user's own" };
        return Create("status", "Chooses the user's status.", status, server, around,
            (client, value, uid, cancellation) => client.ChangeStatusAsync(value, uid, cancellation));
    }

    private static Command Create(
        string name,
        string description,
        Argument<string>? argument,
        ServerOptions server,
        Surroundings around,
        Func<NetTapiClient, string, string?, CancellationToken, Task> act)
    {
        var uid = new Option<string?>("--uid") { Description = "for another user" };
        var command = new Command(name, description) { uid };
        if (argument is not null) command.Arguments.Add(argument);
        command.SetAction((parsed, cancellation) => Outcome.OfAsync(
            around,
            async () =>
            {
                await using var client = await server.ConnectAsync(parsed, cancellation);
                await act(client, argument is null ? "" : parsed.GetValue(argument)!, parsed.GetValue(uid), cancellation);
                return ExitStatus.Ok;
            },
            cancellation));
        return command;
    }
}
