using System.Globalization;
using System.Text;
using NetTapi.Client;
using NetTapi.Protocol.Messages;

namespace NetTapi.Cli.Output;

/// <summary>Call information for people.</summary>
internal static class CallText
{
    public static string Of(CallInformationResult result) => result is CallInformation call ? Of(call) : $"call {result.Serial} is not completed";

    private static string Of(CallInformation call)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"call {call.Serial}, {(call.IsIncoming ? "from" : "to the")} outside, {call.StartTime:yyyy-MM-dd HH:mm:ss}");
        text.Append(CultureInfo.InvariantCulture, $"\nduration {Duration(call.Duration)}, rang {Minutes(call.RingTime)}, on hold {Minutes(call.HoldTime)}");
        if (call.JobCode.Length > 0) text.Append("\njob code ").Append(Plain.Of(call.JobCode));
        if (call.Note.Length > 0) text.Append("\nnote ").Append(Plain.Of(call.Note));
        foreach (var party in call.Parties)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(party.IsLine ? "line" : "station")} {party.DeviceIndex}: {EventText.Number(party.Number)} {Plain.Of(party.Name)}");
            text.Append(CultureInfo.InvariantCulture, $", {Duration(party.Duration)}, rang {Minutes(party.RingTime)}");
        }

        foreach (var file in call.Recordings) text.Append("\nrecording ").Append(Plain.Of(file));
        return text.ToString();
    }

    private static string Duration(TimeSpan span) => WireTime.FormatDuration(span, new char[WireTime.Longest]).ToString();

    private static string Minutes(TimeSpan span) => WireTime.FormatMinutes(span, new char[WireTime.Longest]).ToString();
}
