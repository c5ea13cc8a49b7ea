namespace NetTapi.Cli;

/// <summary>What the program touches of its process, so that tests can give it another.</summary>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTerminal">Whether a person looks at standard output.</param>
/// <param name="Time">Where time comes from.</param>
internal sealed record Surroundings(
    Func<string, string?> Variable, TextReader In, TextWriter Out, TextWriter Error, bool IsTerminal, TimeProvider Time)
{
    public static Surroundings OfProcess() =>
        new(Environment.GetEnvironmentVariable, Console.In, Console.Out, Console.Error, !Console.IsOutputRedirected, TimeProvider.System);
}
