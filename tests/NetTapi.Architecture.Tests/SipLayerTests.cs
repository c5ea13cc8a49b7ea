using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace NetTapi.Architecture.Tests;

/// <summary>Inside NetTapi.Sip namespaces are layers: each uses only those before it.</summary>
public class SipLayerTests
{
    private static readonly string[] Layers = ["Messages", "Sdp", "Transport", "Transactions", "Dialogs", "Invites", "Agents"];

    private static readonly ArchUnitNET.Domain.Architecture Sip =
        new ArchLoader().LoadAssemblies(System.Reflection.Assembly.Load("NetTapi.Sip")).Build();

    public static TheoryData<string> LayerNames => new(Layers);

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void A_layer_of_SIP_uses_only_the_layers_above_it_in_the_list(string layer)
    {
        var later = Layers.SkipWhile(name => name != layer).Skip(1).Select(name => $"NetTapi.Sip.{name}").ToHashSet();
        var wrong = from type in Sip.Types
                    where type.Namespace.FullName == $"NetTapi.Sip.{layer}"
                    from target in type.Dependencies.Select(dependency => dependency.Target)
                    where target.Namespace is { } space && later.Contains(space.FullName) // type parameters have none
                    select $"{type.FullName} uses {target.FullName}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_namespace_of_SIP_is_a_known_layer()
    {
        var known = Layers.Select(name => $"NetTapi.Sip.{name}").Append("NetTapi.Sip");
        var found = Sip.Types.Where(IsOurs).Select(type => type.Namespace.FullName).Distinct();
        Assert.Empty(found.Except(known));
    }

    private static bool IsOurs(IType type) => type.Namespace.FullName.StartsWith("NetTapi.Sip", StringComparison.Ordinal);
}
