using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;

namespace NetTapi.Server.Configuration.Sources;

/// <summary>
/// Settings given as pairs of key path and text, in the environment or on the command line. A list is given by index (<c>Sip:Listen:0</c>), or by its
/// only value (<c>Sip:Listen</c>); an empty value is an empty list.
/// </summary>
internal static class TextSource
{
    /// <summary>What names of environment variables begin with; nothing else of the environment is read.</summary>
    public const string EnvironmentPrefix = "NETTAPI__";

    /// <summary>The settings in the environment: <c>NETTAPI__Section__Key</c>.</summary>
    public static SettingSection FromEnvironment(IEnumerable<KeyValuePair<string, string>> variables, FaultList faults) => FromPairs(
        variables.Where(variable => variable.Key.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create(variable.Key[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value)),
        faults);

    /// <summary>The settings among pairs; of a key given twice the last counts.</summary>
    public static SettingSection FromPairs(IEnumerable<KeyValuePair<string, string>> pairs, FaultList faults)
    {
        var root = new Branch();
        foreach (var (path, text) in pairs) root.Set(path.Split(':'), path, text, faults);
        return (SettingSection)root.ToNode(isRoot: true);
    }

    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> _children = new(StringComparer.OrdinalIgnoreCase);
        private string? _text;

        public void Set(ReadOnlySpan<string> keys, string path, string text, FaultList faults)
        {
            var branch = this;
            foreach (var key in keys)
            {
                if (!branch._children.TryGetValue(key, out var child)) branch._children[key] = child = new Branch();
                branch = child;
                if (branch._text is not null && key != keys[^1]) faults.Add(path, "is given both as a value and as a section");
            }

            if (branch._children.Count > 0) faults.Add(path, "is given both as a value and as a section");
            branch._text = text;
        }

        public SettingNode ToNode(bool isRoot = false)
        {
            if (_text is not null) return new SettingValue(_text, SettingKind.Untyped);
            var section = new SettingSection(_children.ToImmutableDictionary(child => child.Key, child => child.Value.ToNode(), StringComparer.OrdinalIgnoreCase));
            return !isRoot && _children.Keys.All(key => key.All(char.IsAsciiDigit)) ? new SettingIndexed(section) : section;
        }
    }
}
