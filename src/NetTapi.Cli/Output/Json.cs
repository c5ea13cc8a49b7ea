using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTapi.Client;

namespace NetTapi.Cli.Output;

/// <summary>Events and call information for scripts: one object on one line, names in snake case, times in ISO 8601, spans in whole seconds.</summary>
internal static class Json
{
    // Letters beyond ASCII stay readable; control characters are escaped all the same.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ClientEvent item) => (item switch
    {
        IncomingCallEvent call => Call("incoming", call, ("caller_name", call.CallerName), ("caller_number", call.CallerNumber)),
        OutgoingCallEvent call => Call("outgoing", call, ("called_number", call.CalledNumber)),
        CallEndedEvent call => Call("end", call),
        Disconnected lost => new JsonObject { ["event"] = "disconnected", ["at"] = lost.At, ["reason"] = lost.Reason },
        Reconnected found => new JsonObject
        {
            ["event"] = "reconnected",
            ["from"] = found.From,
            ["to"] = found.To,
            ["open_serials"] = new JsonArray([.. found.OpenCalls.Select(call => (JsonNode)call.Serial)]),
        },
        EventsLost lost => new JsonObject { ["event"] = "lost", ["count"] = lost.Count },
        _ => new JsonObject(),
    }).ToJsonString(Format);

    public static string Of(CallInformationResult result)
    {
        var json = new JsonObject { ["serial"] = result.Serial, ["completed"] = result is CallInformation };
        if (result is CallInformation call) Fill(json, call);
        return json.ToJsonString(Format);
    }

    private static JsonObject Call(string name, CallEvent call, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var json = new JsonObject { ["event"] = name, ["uid"] = call.Uid, ["call"] = call.Slot, ["serial"] = call.Serial };
        foreach (var (key, value) in more) json[key] = value;
        return json;
    }

    private static void Fill(JsonObject json, CallInformation call)
    {
        json["call_type"] = call.IsIncoming ? "I" : "O";
        json["start_time"] = call.StartTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        json["duration"] = Seconds(call.Duration);
        json["ring_time"] = Seconds(call.RingTime);
        json["hold_time"] = Seconds(call.HoldTime);
        json["job_code"] = call.JobCode;
        json["note"] = call.Note;
        json["parties"] = new JsonArray([.. call.Parties.Select(Party)]);
        json["recordings"] = new JsonArray([.. call.Recordings.Select(file => (JsonNode)file)]);
    }

    private static JsonObject Party(CallParty party) => new()
    {
        ["voice_type"] = party.IsLine ? "L" : "S",
        ["device_index"] = party.DeviceIndex,
        ["party_number"] = party.Number,
        ["party_name"] = party.Name,
        ["duration"] = Seconds(party.Duration),
        ["ring_time"] = Seconds(party.RingTime),
    };

    private static long Seconds(TimeSpan span) => (long)span.TotalSeconds;
}
