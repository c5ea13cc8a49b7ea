using NetTapi.Testing;

namespace NetTapi.Cli.Tests;

/// <summary>The program in the test's own surroundings.</summary>
internal sealed class Cli(ScriptedPeer? peer, string input = "")
{
    private LineWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public Dictionary<string, string> Variables { get; } = new()
    {
        ["NETTAPI_SERVER"] = $"127.0.0.1:{peer?.Port ?? 1}",
        ["NETTAPI_USER"] = "ken",
    };

    public string Output => Out.ToString();

    public Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public Task<int> RunAsync(CancellationToken cancellation, params string[] args) =>
        Commands.CommandLine.RunAsync(
            args,
            new Surroundings(Variables.GetValueOrDefault, new StringReader(input), Out, Error, IsTerminal: false, TimeProvider.System),
            cancellation);

    /// <summary>The next line on standard output, as soon as it is there.</summary>
    public Task<string> LineAsync() => Out.NextAsync().WaitAsync(ScriptedPeer.Patience);
}
