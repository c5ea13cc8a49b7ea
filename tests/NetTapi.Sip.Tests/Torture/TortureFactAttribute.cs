using System.Runtime.CompilerServices;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>A test on the messages of RFC 4475; skipped, and said so, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TortureFactAttribute : FactAttribute
{
    /// <summary>Marks a test.</summary>
    public TortureFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = "The messages of RFC 4475 are not beside this clone (../shared/data/rfc4475).";
        SkipType = typeof(TortureMessages);
        SkipUnless = nameof(TortureMessages.ArePresent);
    }
}
