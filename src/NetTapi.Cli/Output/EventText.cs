using System.Globalization;
using NetTapi.Client;

namespace NetTapi.Cli.Output;

/// <summary>An event as a line for people.</summary>
internal static class EventText
{
    public static string Of(ClientEvent item, TimeProvider time) => item switch
    {
        IncomingCallEvent call => $"{Now(time)}  {call.Uid} <- {Number(call.CallerNumber)} {Plain.Of(call.CallerName)}  (call {call.Slot}, serial {call.Serial})",
        OutgoingCallEvent call => $"{Now(time)}  {call.Uid} -> {Number(call.CalledNumber)}  (call {call.Slot}, serial {call.Serial})",
        CallEndedEvent call => $"{Now(time)}  {call.Uid} ended  (call {call.Slot}, serial {call.Serial})",
        _ => $"{Now(time)}  {OfConnection(item)}",
    };

    /// <summary>What happened to the connection, without the time.</summary>
    public static string OfConnection(ClientEvent item) => item switch
    {
        Disconnected lost => $"disconnected: {Plain.Of(lost.Reason)}; reconnecting",
        Reconnected found => string.Create(
            CultureInfo.InvariantCulture,
            $"reconnected: nothing was seen for {(found.To - found.From).TotalSeconds:0.0} s; calls open before: {found.OpenCalls.Length}"),
        EventsLost lost => $"{lost.Count} events were dropped",
        _ => "",
    };

    public static string Number(string number) => number.Length == 0 ? "withheld" : Plain.Of(number);

    private static string Now(TimeProvider time) => time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
