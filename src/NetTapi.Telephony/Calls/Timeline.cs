using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using NetTapi.Loop;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>What happened in a call, in order, as one JSON document: <c>[{"ms":0,"what":"arrived","who":"L1"}, …]</c>, times since the call's birth.</summary>
internal sealed class Timeline(LoopInstant began)
{
    /// <summary>Entries kept; a call that is put on hold all day must not fill the disk.</summary>
    private const int Most = 1000;

    private readonly StringBuilder _json = new("[");
    private int _entries;

    public void Add(LoopInstant at, string what, Endpoint? who = null)
    {
        if (_entries++ >= Most) return;
        if (_entries > 1) _json.Append(',');
        _json.Append(CultureInfo.InvariantCulture, $$"""{"ms":{{(long)at.Since(began).TotalMilliseconds}},"what":"{{JavaScriptEncoder.Default.Encode(what)}}""").Append('"');
        if (Text(who) is { Length: > 0 } text) _json.Append(CultureInfo.InvariantCulture, $$""","who":"{{text}}""").Append('"');
        _json.Append('}');
    }

    /// <summary>All entries so far: written as they come, for a call's row is asked for more than once.</summary>
    public string ToJson()
    {
        var whole = _json.Append(']').ToString();
        _json.Length--;
        return whole;
    }

    private static string Text(Endpoint? who) => who switch
    {
        StationEndpoint station => $"S{station.Station}",
        LineEndpoint line => $"L{line.Line}",
        _ => "",
    };
}
