using System.Globalization;
using NetTapi.Client;
using Spectre.Console;

namespace NetTapi.Cli.Output;

/// <summary>The table of calls that a person watches: going on above, over below, the newest first.</summary>
internal sealed class LiveTable(TimeProvider time)
{
    private const int MostRows = 20;

    private readonly List<Row> _rows = [];
    private string _state = "connected";

    public static Task RunAsync(List<IAsyncEnumerable<ClientEvent>> watches, Surroundings around, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(around.Out) });
        var table = new LiveTable(around.Time);
        return console.Live(table.Draw()).StartAsync(live => Merged.ForEachAsync(
            watches,
            item =>
            {
                table.Apply(item);
                live.UpdateTarget(table.Draw());
            },
            cancellation));
    }

    public void Apply(ClientEvent item)
    {
        switch (item)
        {
            case IncomingCallEvent call:
                Begin(call, "from", EventText.Number(call.CallerNumber), Plain.Of(call.CallerName));
                break;
            case OutgoingCallEvent call:
                Begin(call, "to", EventText.Number(call.CalledNumber), "");
                break;
            case CallEndedEvent call:
                End(call, "ended");
                break;
            case Reconnected found:
                foreach (var call in found.OpenCalls) End(call, "not known");
                _state = EventText.OfConnection(found);
                break;
            default:
                _state = EventText.OfConnection(item);
                break;
        }
    }

    public Table Draw()
    {
        var table = new Table().Border(TableBorder.Rounded).Caption(Markup.Escape(_state));
        foreach (var column in new[] { "uid", "call", "serial", "", "number", "name", "began", "state" }) table.AddColumn(column);
        foreach (var row in _rows.OrderBy(row => row.State.Length > 0).ThenByDescending(row => row.Call.Serial))
        {
            var colour = row.State.Length > 0 ? "grey" : "green";
            string[] cells =
            [
                row.Call.Uid, Text(row.Call.Slot), Text(row.Call.Serial), row.Direction, row.Number, row.Name,
                row.Began.ToString("HH:mm:ss", CultureInfo.InvariantCulture), row.State.Length > 0 ? row.State : "going on",
            ];
            table.AddRow([.. cells.Select(cell => $"[{colour}]{Markup.Escape(Plain.Of(cell))}[/]")]);
        }

        return table;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Begin(CallEvent call, string direction, string number, string name)
    {
        if (_rows.Count >= MostRows) _rows.Remove(_rows.Find(row => row.State.Length > 0) ?? _rows[0]);
        _rows.Add(new Row(call, direction, number, name, time.GetLocalNow(), ""));
    }

    private void End(CallEvent ended, string state)
    {
        var index = _rows.FindLastIndex(row => row.Call.Uid == ended.Uid && row.Call.Serial == ended.Serial);
        if (index >= 0) _rows[index] = _rows[index] with { State = state };
    }

    private sealed record Row(CallEvent Call, string Direction, string Number, string Name, DateTimeOffset Began, string State);
}
