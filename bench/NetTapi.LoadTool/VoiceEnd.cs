using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.LoadTool;

/// <summary>One end of a call's media: sends PCMU packets of 20 ms to the server, and checks those of the other end that come back from it.</summary>
internal sealed class VoiceEnd : IDisposable
{
    private const int HeaderSize = 12;
    private const int Samples = 160;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ReceiveBufferSize = 1 << 18 };
    private readonly byte[] _packet = new byte[HeaderSize + Samples];
    private readonly byte[] _received = new byte[2048];
    private readonly SocketAddress _from = new(AddressFamily.InterNetwork);
    private readonly byte _mark;
    private SocketAddress _server = new(AddressFamily.InterNetwork);
    private ushort _sequence;
    private uint _time;
    private ushort? _expected;

    /// <param name="address">Where it receives.</param>
    /// <param name="mark">What it fills its packets with: the sound that only it makes.</param>
    public VoiceEnd(IPAddress address, byte mark)
    {
        _mark = mark;
        _socket.Bind(new IPEndPoint(address, 0));
        _packet[0] = 0x80;
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(8), 0xBE000000u + mark);
        _packet.AsSpan(HeaderSize).Fill(mark);
    }

    /// <summary>Where it receives.</summary>
    public IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>The other end of its call.</summary>
    public VoiceEnd? Other { get; set; }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    /// <summary>Packets from elsewhere, of another sound, or out of order.</summary>
    public long Wrong { get; private set; }

    /// <summary>Where the server wants its packets.</summary>
    public void Aim(IPEndPoint server) => _server = server.Serialize();

    /// <summary>Sends the next packet.</summary>
    public void Send()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(4), _time);
        _time += Samples;
        _socket.SendTo(_packet, SocketFlags.None, _server);
        Sent++;
    }

    /// <summary>Takes what has arrived.</summary>
    public void Take()
    {
        while (_socket.Available > 0)
        {
            int length = _socket.ReceiveFrom(_received, SocketFlags.None, _from);
            // A report for who has the port below: ends are not bound by pairs here.
            if (_received[1] is >= 200 and <= 204) continue;
            ushort sequence = BinaryPrimitives.ReadUInt16BigEndian(_received.AsSpan(2));
            bool isRight = length == HeaderSize + Samples && _from.Equals(_server) && _received[HeaderSize] == Other!._mark && _received[length - 1] == Other._mark && sequence == (_expected ?? sequence);
            _expected = (ushort)(sequence + 1);
            if (isRight) Received++;
            else Wrong++;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
