using System.Text.Json.Nodes;

namespace NetTapi.EndToEnd.Tests;

/// <summary>The office the tests use: three users with a phone each, one carrier with four lines.</summary>
internal static class OfficeSettings
{
    /// <summary>The number outside callers dial to reach Ken Adams, 128.</summary>
    public const string KensNumber = "9725551128";

    /// <summary>The number outside callers dial to reach Jim Bryant, 107.</summary>
    public const string JimsNumber = "9725551107";

    /// <summary>The number of a conference room.</summary>
    public const string BoardRoom = "620";

    /// <summary>Writes a configuration file.</summary>
    /// <param name="folder">Where the server keeps everything.</param>
    /// <param name="carrier">The carrier's UDP port.</param>
    /// <param name="ringTimeout">How long phones ring.</param>
    /// <param name="change">What is otherwise in this office; null for nothing.</param>
    /// <returns>The file's path.</returns>
    public static string Write(TestFolder folder, int carrier, TimeSpan ringTimeout, Action<JsonObject>? change = null)
    {
        var path = folder["nettapi.json"];
        var document = Document(folder, carrier, ringTimeout);
        change?.Invoke(document);
        File.WriteAllText(path, document.ToJsonString());
        return path;
    }

    private static JsonObject Document(TestFolder folder, int carrier, TimeSpan ringTimeout) => new()
    {
        ["NetTapi"] = new JsonObject { ["Listen"] = new JsonArray("127.0.0.1:0") },
        ["Sip"] = new JsonObject { ["Listen"] = new JsonArray("udp:127.0.0.1:0", "tcp:127.0.0.1:0"), ["RtpPorts"] = "0" },
        ["Switch"] = new JsonObject { ["RingTimeout"] = ringTimeout.ToString("c") },
        ["Http"] = new JsonObject { ["Listen"] = new JsonArray("http://127.0.0.1:0") },
        ["Database"] = new JsonObject { ["ConnectionString"] = $"Data Source={folder["nettapi.db"]}" },
        ["Recordings"] = new JsonObject { ["Directory"] = folder["recordings"] },
        ["System"] = new JsonObject { ["TimeZone"] = "America/Chicago" },
        ["Directory"] = Directory(carrier),
    };

    private static JsonObject Directory(int carrier) => new()
    {
        ["Statuses"] = new JsonArray(
            new JsonObject { ["Name"] = "Available" }, new JsonObject { ["Name"] = "Lunch", ["Rings"] = false }),
        ["Users"] = new JsonArray(
            User("107", "jim", "Jim", "Bryant"), User("128", "ken", "Ken", "Adams", "oper", "mgr", "admin"), User("144", "ann", "Ann", "Clark"),
            User("200", "app", "", "", "oper")),
        ["Stations"] = new JsonArray(Station(107), Station(128), Station(144)),
        ["Rooms"] = new JsonArray(new JsonObject { ["Number"] = BoardRoom, ["Name"] = "Board" }),
        ["Gateways"] = new JsonArray(new JsonObject
        {
            ["Name"] = "carrier",
            ["Address"] = $"sip:127.0.0.1:{carrier}",
            ["AcceptFrom"] = new JsonArray($"127.0.0.1:{carrier}"),
            ["Lines"] = "1-4",
        }),
        ["TrunkGroups"] = new JsonArray(new JsonObject { ["Number"] = 1, ["Default"] = true, ["Lines"] = "1-4" }),
        ["Routes"] = new JsonArray(
            new JsonObject { ["Number"] = KensNumber, ["To"] = "user:128" }, new JsonObject { ["Number"] = JimsNumber, ["To"] = "user:107" }),
    };

    private static JsonObject User(string uid, string name, string first, string last, params string[] privileges)
    {
        var user = new JsonObject
        {
            ["Uid"] = uid,
            ["Name"] = name,
            ["FirstName"] = first,
            ["LastName"] = last,
            ["Privileges"] = new JsonArray([.. privileges.Select(privilege => JsonValue.Create(privilege))]),
        };
        if (first.Length > 0) user["Stations"] = new JsonArray(int.Parse(uid, System.Globalization.CultureInfo.InvariantCulture));
        return user;
    }

    private static JsonObject Station(int number) =>
        new() { ["Number"] = number, ["SipUser"] = $"{number}", ["SipPassword"] = $"secret-{number}" };
}
