using System.Text;
using System.Threading.Channels;

namespace NetTapi.Cli.Tests;

/// <summary>Standard output that can be waited for, line by line.</summary>
internal sealed class LineWriter : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _line = new();
    private readonly Lock _gate = new();

    public async Task<string> NextAsync() => await _lines.Reader.ReadAsync();

    public override void Write(char value)
    {
        lock (_gate)
        {
            base.Write(value);
            if (value == '\n') Complete();
            else _line.Append(value);
        }
    }

    public override void Write(string? value)
    {
        foreach (var character in value ?? "") Write(character);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    private void Complete()
    {
        _lines.Writer.TryWrite(_line.ToString());
        _line.Clear();
    }
}
