using System.Buffers;
using System.Net;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Server.Sessions.FanOut;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions;

/// <summary>
/// One application's session: who it is, what it is owed. It knows nothing of sockets; a connection carries it. As a watcher it takes notices from a
/// fan-out worker while its requests are worked on elsewhere.
/// </summary>
internal sealed class Session(long number, IPEndPoint peer, WireEncoding encoding, OutboundQueue outbound, int rememberedEnds) : INoticeReceiver
{
    private readonly EndedCalls _ended = new(rememberedEnds);

    /// <summary>The connection's number, for the log.</summary>
    public long Number => number;

    /// <summary>The peer, for the log.</summary>
    public IPEndPoint Peer => peer;

    /// <summary>The peer's address.</summary>
    public IPAddress PeerAddress => peer.Address;

    /// <summary>The encoding of its listener (W6).</summary>
    public WireEncoding Encoding => encoding;

    /// <summary>Bytes that wait to be sent.</summary>
    public int BytesWaiting => outbound.Bytes;

    /// <summary>Who is logged in; null before a login has succeeded.</summary>
    public Principal? Principal { get; set; }

    /// <inheritdoc />
    public bool IsOpen => outbound.IsOpen;

    /// <inheritdoc />
    public int Lane => (int)(number & int.MaxValue);

    /// <inheritdoc />
    public Added Take(EncodedNotice notice)
    {
        if (notice.Notice is EndNotice end) _ended.Add(end.Serial, end.User);
        return outbound.Add(notice.In(encoding));
    }

    /// <inheritdoc />
    public void Send() => outbound.Send();

    /// <inheritdoc />
    public void CutOff(CutOff reason) => outbound.CutOff(reason);

    /// <summary>The user of the latest <c>end</c> for a call that was sent here (Q8).</summary>
    public UserId? LastEnded(Serial serial) => _ended.LatestUserOf(serial);

    /// <summary>
    /// Puts a response behind all that waits, its messages in one piece (Q2), and has it sent by a thread of the pool. Queued from the control loop, it stands
    /// before every notice of what happens next.
    /// </summary>
    public void Respond(params ReadOnlySpan<ServerMessage> messages)
    {
        ArrayBufferWriter<byte> scratch = Scratch.Take();
        foreach (ServerMessage message in messages) MessageWriter.Write(scratch, message, encoding);
        if (outbound.Add(scratch.WrittenSpan) == Added.First) outbound.SendSoon();
    }
}
