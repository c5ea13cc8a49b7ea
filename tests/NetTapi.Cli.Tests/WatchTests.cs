using NetTapi.Cli.Output;
using NetTapi.Client;
using NetTapi.Testing;
using Spectre.Console;

namespace NetTapi.Cli.Tests;

/// <summary><c>nettapi watch</c>.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly ScriptedPeer _peer = new();

    public void Dispose() => _peer.Dispose();

    [Fact]
    [Requirement("N4")]
    public async Task Events_are_JSON_lines_for_scripts_until_the_watch_is_interrupted()
    {
        using var interrupted = new CancellationTokenSource();
        var cli = new Cli(_peer);
        var running = cli.RunAsync(interrupted.Token, "watch", "107", "--json");
        using var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync("!<interest><incoming_outside_calls><outgoing_outside_calls><uid=107>");
        await server.SendAsync(
            "#<interest><ok>",
            "#<uid=107><call=3><incoming_outside_call><caller_name=Zoë \"Z\"><caller_number=+1972><serial=1>",
            "#<uid=107><call=3><serial=1><end>");
        Assert.Equal(
            """{"event":"incoming","uid":"107","call":3,"serial":1,"caller_name":"Zoë \"Z\"","caller_number":"+1972"}""", await cli.LineAsync());
        Assert.Equal("""{"event":"end","uid":"107","call":3,"serial":1}""", await cli.LineAsync());
        await interrupted.CancelAsync();
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_made_again()
    {
        using var interrupted = new CancellationTokenSource();
        var cli = new Cli(_peer);
        var running = cli.RunAsync(interrupted.Token, "watch", "--incoming");
        var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync("!<interest><incoming_outside_calls>");
        await server.SendAsync("#<interest><ok>", "#<uid=107><call=3><incoming_outside_call><caller_name=><caller_number=><serial=1>");
        Assert.EndsWith("  107 <- withheld   (call 3, serial 1)", await cli.LineAsync(), StringComparison.Ordinal);
        server.Dispose();
        Assert.EndsWith("reconnecting", await cli.LineAsync(), StringComparison.Ordinal);
        using var again = await _peer.AcceptLoginAsync();
        await again.ExpectAsync("!<interest><incoming_outside_calls>");
        await again.SendAsync("#<interest><ok>");
        Assert.EndsWith("calls open before: 1", await cli.LineAsync(), StringComparison.Ordinal);
        await interrupted.CancelAsync();
        again.Dispose();
        Assert.Equal(0, await running);
    }

    [Fact]
    [Requirement("N2")]
    public async Task A_watch_that_is_refused_is_status_1()
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync("watch", "999", "--outgoing");
        using var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync("!<interest><outgoing_outside_calls><uid=999>");
        await server.SendAsync("#<interest><err=no such user>");
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        Assert.Equal((1, "no such user"), (await running, cli.Error.ToString().Trim()));
    }

    [Fact]
    public void The_table_shows_calls_going_on_above_those_that_are_over_and_keeps_strangers_text_harmless()
    {
        var table = new LiveTable(TimeProvider.System);
        table.Apply(new IncomingCallEvent("107", 1, 1, "[red]Eve[/]\u001b[2J", "5551"));
        table.Apply(new OutgoingCallEvent("108", 1, 2, "5552"));
        table.Apply(new CallEndedEvent("108", 1, 2));
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 120;
        console.Write(table.Draw());
        var text = output.ToString();
        Assert.Contains("[red]Eve[/] [2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.True(text.IndexOf("going on", StringComparison.Ordinal) < text.IndexOf("ended", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_does_not_grow_without_end()
    {
        var table = new LiveTable(TimeProvider.System);
        for (var serial = 1; serial <= 100; serial++)
        {
            table.Apply(new OutgoingCallEvent("108", 1, serial, "5552"));
            if (serial != 1) table.Apply(new CallEndedEvent("108", 1, serial));
        }

        Assert.Equal(20, table.Draw().Rows.Count);
    }
}
