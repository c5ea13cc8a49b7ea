using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Transport;

/// <summary>
/// Stands between the transports and the loop: meters each source, parses, and bounds what waits. What is over a bound is counted and dropped, never queued. Any thread.
/// </summary>
internal sealed class SipGate(IControlLoop loop, GateOptions options, TimeProvider time, ISipReceiver receiver) : ITransportReceiver
{
    private readonly SourceMeter _meter = new(options, time);
    private long _dropped;
    private long _malformed;
    private int _inFlight;

    /// <summary>Messages dropped because of a bound.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Messages that were none.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <inheritdoc />
    public void OnMessage(Flow flow, ReadOnlyMemory<byte> message)
    {
        if (IsKeepAlive(message.Span)) return;
        if (!_meter.Admit(flow.Remote.Address) || Volatile.Read(ref _inFlight) >= options.InFlight)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        if (!SipParser.TryParse(message, out var parsed, out var fault)) Interlocked.Increment(ref _malformed);
        Interlocked.Increment(ref _inFlight);
        loop.Post(static arrival => arrival.Gate.Deliver(arrival), new Arrival(this, flow, parsed, fault));
    }

    /// <inheritdoc />
    public void OnFlowFailed(Flow flow) => loop.Post(static failed => failed.Receiver.OnFlowFailed(failed.Flow), (Receiver: receiver, Flow: flow));

    /// <summary>Line ends, as phones behind NAT send them to keep the way open (RFC 5626).</summary>
    private static bool IsKeepAlive(ReadOnlySpan<byte> message) => message.IndexOfAnyExcept("\r\n\0"u8) < 0;

    private void Deliver(Arrival arrival)
    {
        Interlocked.Decrement(ref _inFlight);
        if (arrival.Message is { } message) receiver.OnMessage(arrival.Flow, message);
        else receiver.OnFault(arrival.Flow, arrival.Fault!);
    }

    private sealed record Arrival(SipGate Gate, Flow Flow, SipMessage? Message, SipFault? Fault);
}

/// <summary>Takes what passed the gate. On the loop.</summary>
internal interface ISipReceiver
{
    /// <summary>A message.</summary>
    void OnMessage(Flow flow, SipMessage message);

    /// <summary>Bytes that were no message, with what could be read for an answer.</summary>
    void OnFault(Flow flow, SipFault fault);

    /// <summary>Nothing more can be sent on a flow.</summary>
    void OnFlowFailed(Flow flow);
}
