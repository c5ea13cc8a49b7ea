using NetTapi.Server.Configuration;

namespace NetTapi.Server.Tests.Configuration;

/// <summary>Reads configurations that tests hold as text.</summary>
internal static class ConfigurationText
{
    /// <summary>Reads JSON texts as files, in order, then pairs of the environment and of the command line.</summary>
    public static ConfigurationResult Load(IReadOnlyList<string> files, string[]? environment = null, string[]? arguments = null)
    {
        var folder = Directory.CreateTempSubdirectory("nettapi-configuration-");
        try
        {
            var paths = files.Select((text, index) =>
            {
                var path = Path.Combine(folder.FullName, $"{index}.json");
                File.WriteAllText(path, text);
                return path;
            });
            return ConfigurationLoader.Load(new ConfigurationSources([.. paths], Pairs(environment), Pairs(arguments)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads one file that must be good.</summary>
    public static ServerOptions Good(string file) => Good(Load([file]));

    /// <summary>The options, where nothing is wrong.</summary>
    public static ServerOptions Good(ConfigurationResult result)
    {
        Assert.Empty(result.Faults);
        return result.Options!;
    }

    private static System.Collections.Immutable.ImmutableArray<KeyValuePair<string, string>> Pairs(string[]? texts) =>
        [.. (texts ?? []).Select(text => text.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
}
