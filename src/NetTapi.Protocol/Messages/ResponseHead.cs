namespace NetTapi.Protocol.Messages;

/// <summary>The first unit of a response: the verb it answers (S5).</summary>
/// <param name="Keyword">The verb in lower case; empty for a response to no verb, as <c>#&lt;err=malformed message&gt;</c>.</param>
/// <param name="Value">The value it repeats; null for none.</param>
public readonly record struct ResponseHead(string Keyword, string? Value = null)
{
    /// <summary>The verb in lower case; empty for a response to no verb, also in the default value.</summary>
    public string Keyword { get => field ?? ""; init; } = Keyword;
}
