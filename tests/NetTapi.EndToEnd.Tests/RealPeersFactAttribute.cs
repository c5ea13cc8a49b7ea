using System.Runtime.CompilerServices;

namespace NetTapi.EndToEnd.Tests;

/// <summary>A test with SIPp and baresip; skipped, and said so, on a machine that has neither.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class RealPeersFactAttribute : FactAttribute
{
    public RealPeersFactAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        : this(["sipp", "baresip"], file, line)
    {
    }

    protected internal RealPeersFactAttribute(string[] programs, string file, int line)
        : base(file, line)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var missing = programs.Where(program => !path.Any(folder => File.Exists(Path.Combine(folder, program)))).ToArray();
        if (missing.Length > 0) Skip = $"not installed: {string.Join(", ", missing)}";
    }
}

/// <summary>A test that needs linphone too.</summary>
internal sealed class LinphoneFactAttribute(
    [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : RealPeersFactAttribute(["sipp", "baresip", "linphonec"], file, line);

/// <summary>A test with SIPp alone.</summary>
internal sealed class SippFactAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : RealPeersFactAttribute(["sipp"], file, line);

/// <summary>A test with SIPp alone, each time in another way.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SippTheoryAttribute : TheoryAttribute
{
    public SippTheoryAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        : base(file, line) => Skip = new RealPeersFactAttribute(["sipp"], file, line).Skip;
}

/// <summary>A test with SIPp and baresip, each time in another way.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealPeersTheoryAttribute : TheoryAttribute
{
    public RealPeersTheoryAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        : base(file, line) => Skip = new RealPeersFactAttribute(file, line).Skip;
}
