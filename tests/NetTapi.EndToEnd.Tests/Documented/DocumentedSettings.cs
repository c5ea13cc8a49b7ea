using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>
/// The configurations of docs/administration.md as they stand there, laid over the office of the tests. Only what can't be on a test's machine is another: addresses, networks and ports, folders, passwords, the time zone; and an office may live
/// faster than the page says.
/// </summary>
internal static partial class DocumentedSettings
{
    private const string Prompts = "/var/lib/nettapi/prompts/";

    private static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly HashSet<string> Times = ["RingTime", "OverflowAfter", "DigitTimeout", "CallBack", "Watch", "MediaTimeout"];
    private static readonly HashSet<string> OfThisMachine = ["Listen", "AllowFrom", "RtpPorts", "ConnectionString", "TimeZone"];

    /// <summary>Lays the configuration under a heading of the page over an office's.</summary>
    /// <param name="settings">The office's.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="ports">The ports of the gateways, in the page's order.</param>
    /// <param name="speed">How many times faster than on the page everybody lives; nothing takes less than a second.</param>
    public static void Lay(JsonObject settings, string heading, IReadOnlyList<int> ports, double speed = 1)
    {
        var folder = Path.GetDirectoryName((string)settings["Recordings"]!["Directory"]!)!;
        foreach (var (name, section) in Read(heading))
        {
            var into = settings[name] as JsonObject ?? [];
            settings[name] = into;
            foreach (var (key, value) in section!.AsObject())
                if (!OfThisMachine.Contains(key) && (name, key) != ("Recordings", "Directory")) into[key] = value?.DeepClone();
        }

        Localize(settings["Directory"]!.AsObject(), folder, ports);
        foreach (var section in settings) Hasten(section.Value!, speed);
    }

    /// <summary>The configuration under a heading of the page.</summary>
    public static JsonObject Read(string heading)
    {
        var page = File.ReadAllText(Page());
        var at = page.IndexOf($"# {heading}\n", StringComparison.Ordinal);
        Assert.True(at >= 0, $"the page has no heading \"{heading}\"");
        return JsonNode.Parse(Block().Match(page, at).Groups[1].Value, documentOptions: Relaxed)!.AsObject();
    }

    /// <summary>The headings of the page that have a configuration.</summary>
    public static IEnumerable<string> Headings() => Configured().Matches(File.ReadAllText(Page())).Select(match => match.Groups[1].Value);

    private static void Localize(JsonObject directory, string folder, IReadOnlyList<int> ports)
    {
        var gateways = directory["Gateways"]!.AsArray();
        for (var i = 0; i < gateways.Count; i++)
        {
            gateways[i]!["Address"] = $"sip:127.0.0.1:{ports[i]}";
            gateways[i]!["AcceptFrom"] = new JsonArray($"127.0.0.1:{ports[i]}");
        }

        foreach (var station in directory["Stations"]!.AsArray()) station!["SipPassword"] = $"secret-{station["Number"]}";
        foreach (var script in directory["Scripts"]?.AsArray() ?? [])
        {
            var prompts = script!["Prompts"]!.AsArray();
            for (var i = 0; i < prompts.Count; i++) prompts[i] = Prompt(prompts[i]!, folder, DocumentedOffice.Prompt);
            script["InvalidPrompt"] = Prompt(script["InvalidPrompt"]!, folder, DocumentedOffice.Again);
        }
    }

    private static string Prompt(JsonNode path, string folder, int tone)
    {
        Assert.StartsWith(Prompts, (string)path!, StringComparison.Ordinal);
        var file = Path.Combine(folder, ((string)path!)[Prompts.Length..]);
        File.WriteAllBytes(file, ToneFile.Make(tone, seconds: 1));
        return file;
    }

    private static void Hasten(JsonNode node, double speed)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>()) Hasten(item, speed);
        }

        if (node is not JsonObject section) return;
        foreach (var (key, value) in section.ToArray())
        {
            if (value is not null && !Times.Contains(key)) Hasten(value, speed);
            else if (value is not null) section[key] = Faster(TimeSpan.Parse((string)value!, System.Globalization.CultureInfo.InvariantCulture), speed).ToString("c");
        }
    }

    private static TimeSpan Faster(TimeSpan time, double speed) => time / speed is var faster && faster < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : faster;

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "administration.md");

    [GeneratedRegex(@"```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // A heading with a configuration before the next heading; what begins with # in between stands in another kind of block.
    [GeneratedRegex(@"^#{2,3} ([^\n]+)\n(?:(?!^#{2,3} )[\s\S])*?^```jsonc$", RegexOptions.Multiline)]
    private static partial Regex Configured();
}
