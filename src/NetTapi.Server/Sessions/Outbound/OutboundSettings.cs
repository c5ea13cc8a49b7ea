namespace NetTapi.Server.Sessions.Outbound;

/// <summary>The bounds of one session's outbound queue (N12).</summary>
/// <param name="QueueBytes">Bytes that may wait.</param>
/// <param name="SendTimeout">Time in which one send must get through.</param>
/// <param name="Time">The clock of that deadline.</param>
internal sealed record OutboundSettings(int QueueBytes, TimeSpan SendTimeout, TimeProvider Time);
