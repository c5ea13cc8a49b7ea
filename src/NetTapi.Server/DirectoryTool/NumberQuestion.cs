namespace NetTapi.Server.DirectoryTool;

/// <summary>What is asked of the dial plan: one of a user and a gateway.</summary>
/// <param name="From">The uid of who dials, or null.</param>
/// <param name="Gateway">The gateway the call comes from, or null.</param>
/// <param name="Number">What was dialled.</param>
internal sealed record NumberQuestion(string? From, string? Gateway, string Number);
