using System.Buffers;
using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Telephony.Notices;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>A session that reads every byte it is sent.</summary>
public sealed class AuditedSession : IWatcher
{
    public bool IsOpen { get; set; } = true;

    public NoticeAuditor Auditor { get; } = new();
}

/// <summary>Hands notices to sessions as bytes, some time later, and asks at each end whether the call's information is there (Q10).</summary>
public sealed class AuditedSink(SimulatedLoop loop) : INoticeSink
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Told of each end before anyone sees it.</summary>
    public Action<EndNotice> Ending { get; set; } = static _ => { };

    public void Deliver(Notice notice, ImmutableArray<IWatcher> watchers, Action? handedOver)
    {
        if (notice is EndNotice end) Ending(end);
        _buffer.ResetWrittenCount();
        Write(notice);
        foreach (var session in watchers.Cast<AuditedSession>().Where(session => session.IsOpen)) session.Auditor.Feed(_buffer.WrittenSpan);
        if (handedOver is not null) loop.Schedule(TimeSpan.FromMilliseconds(loop.Entropy.Next(5)), handedOver);
    }

    private void Write(Notice notice)
    {
        var (uid, slot, serial) = (notice.User.Value, notice.Slot.Value, notice.Serial.Value);
        switch (notice)
        {
            case IncomingCallNotice incoming:
                MessageWriter.WriteIncomingCall(_buffer, WireEncoding.Utf8, uid, slot, serial, incoming.CallerName, incoming.CallerNumber);
                break;
            case OutgoingCallNotice outgoing:
                MessageWriter.WriteOutgoingCall(_buffer, WireEncoding.Utf8, uid, slot, serial, outgoing.CalledNumber);
                break;
            default:
                MessageWriter.WriteCallEnded(_buffer, WireEncoding.Utf8, uid, slot, serial);
                break;
        }
    }
}
