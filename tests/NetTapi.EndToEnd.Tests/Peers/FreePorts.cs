using System.Net;
using System.Net.Sockets;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>Ports for programs that can't be told to take any free one.</summary>
/// <remarks>They lie below those the system gives out, and no test gets one twice: neither a socket of ours nor another run beside this one takes a port between the look and the use.</remarks>
internal static class FreePorts
{
    private const int First = 10_000;
    private const int End = 32_000;

    /// <summary>Programs take a second port beside the one they are told, or one further on.</summary>
    private const int Each = 4;

    private static int _taken = Environment.ProcessId % ((End - First) / Each) * Each;

    /// <summary>The first of four ports that nobody listens on, for UDP and TCP alike; even.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Add(ref _taken, Each) % (End - First));
            if (Enumerable.Range(port, Each).All(each => CanBind(each, SocketType.Dgram, ProtocolType.Udp) && CanBind(each, SocketType.Stream, ProtocolType.Tcp))) return port;
        }
    }

    private static bool CanBind(int port, SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
