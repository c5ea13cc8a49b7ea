using System.Buffers;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>A notice and its bytes, made once for each encoding, when first asked for. Safe for use from several threads.</summary>
internal sealed class EncodedNotice(Notice notice)
{
    private readonly Lock _gate = new();
    private Encoded? _first;
    private List<Encoded>? _others;

    /// <summary>What is said.</summary>
    public Notice Notice { get; } = notice;

    /// <summary>Its bytes, terminator and all, for a listener of an encoding (W6).</summary>
    public ReadOnlySpan<byte> In(WireEncoding encoding)
    {
        // Nearly every site has one encoding: its bytes are found without a lock.
        Encoded? first = Volatile.Read(ref _first);
        return first is not null && first.Encoding == encoding ? first.Bytes : Find(encoding);
    }

    private byte[] Find(WireEncoding encoding)
    {
        lock (_gate)
        {
            if (_first is null)
            {
                var encoded = new Encoded(encoding, Encode(encoding));
                Volatile.Write(ref _first, encoded);
                return encoded.Bytes;
            }
            if (_first.Encoding == encoding) return _first.Bytes;

            Encoded? other = _others?.Find(other => other.Encoding == encoding);
            if (other is null) (_others ??= []).Add(other = new Encoded(encoding, Encode(encoding)));
            return other.Bytes;
        }
    }

    private byte[] Encode(WireEncoding encoding)
    {
        ArrayBufferWriter<byte> output = Scratch.Take();
        int slot = Notice.Slot.Value;
        int serial = Notice.Serial.Value;
        string uid = Notice.User.Value;
        switch (Notice)
        {
            case IncomingCallNotice incoming:
                MessageWriter.WriteIncomingCall(output, encoding, uid, slot, serial, incoming.CallerName, incoming.CallerNumber);
                break;
            case OutgoingCallNotice outgoing:
                MessageWriter.WriteOutgoingCall(output, encoding, uid, slot, serial, outgoing.CalledNumber);
                break;
            case EndNotice:
                MessageWriter.WriteCallEnded(output, encoding, uid, slot, serial);
                break;
            default:
                throw new InvalidOperationException($"No message for {Notice.GetType().Name}.");
        }
        return output.WrittenSpan.ToArray();
    }

    private sealed record Encoded(WireEncoding Encoding, byte[] Bytes);
}
