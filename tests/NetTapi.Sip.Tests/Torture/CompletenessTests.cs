using System.Reflection;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>No message of RFC 4475 is forgotten.</summary>
public class CompletenessTests
{
    [TortureFact]
    public void Each_of_the_49_messages_has_a_test_named_after_it()
    {
        var tested = new[] { typeof(ValidMessageTests), typeof(InvalidMessageTests), typeof(ApplicationTests) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.GetCustomAttribute<TortureFactAttribute>() is not null)
            .Select(method => method.Name.Split('_')[0].ToLowerInvariant())
            .Where(TortureMessages.Names.Contains)
            .Order(StringComparer.Ordinal);

        Assert.Equal(49, TortureMessages.Names.Count());
        Assert.Equal(TortureMessages.Names, tested);
    }
}
