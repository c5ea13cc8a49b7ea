using System.Text.Json;
using NetTapi.Loop;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>What happened in a call, in order, as one JSON document: <c>[{"ms":0,"what":"arrived","who":"L1"}, …]</c>, times since the call's birth.</summary>
internal sealed class Timeline(LoopInstant began)
{
    /// <summary>Entries kept; a call that is put on hold all day must not fill the disk.</summary>
    private const int Most = 1000;

    private readonly List<(long Milliseconds, string What, string Who)> _entries = [];

    public void Add(LoopInstant at, string what, Endpoint? who = null)
    {
        if (_entries.Count < Most) _entries.Add(((long)at.Since(began).TotalMilliseconds, what, Text(who)));
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var (milliseconds, what, who) in _entries)
            {
                json.WriteStartObject();
                json.WriteNumber("ms", milliseconds);
                json.WriteString("what", what);
                if (who.Length > 0) json.WriteString("who", who);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string Text(Endpoint? who) => who switch
    {
        StationEndpoint station => $"S{station.Station}",
        LineEndpoint line => $"L{line.Line}",
        _ => "",
    };
}
