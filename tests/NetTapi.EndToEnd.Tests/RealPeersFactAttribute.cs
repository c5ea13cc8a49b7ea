using System.Runtime.CompilerServices;

namespace NetTapi.EndToEnd.Tests;

/// <summary>A test with SIPp and baresip; skipped, and said so, on a machine that has neither.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealPeersFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["sipp", "baresip"];

    public RealPeersFactAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var missing = Programs.Where(program => !path.Any(folder => File.Exists(Path.Combine(folder, program)))).ToArray();
        if (missing.Length > 0) Skip = $"not installed: {string.Join(", ", missing)}";
    }
}
