using Xunit.v3;

namespace NetTapi.Testing;

/// <summary>Marks a test with the requirement of <c>docs/protocol.md</c> that it shows, for example <c>N7</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(string number) : Attribute, ITraitAttribute
{
    /// <summary>The requirement's number: a letter and digits.</summary>
    public string Number { get; } = number;

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Requirement", Number)];
}
