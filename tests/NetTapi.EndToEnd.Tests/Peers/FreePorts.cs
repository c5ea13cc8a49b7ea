using System.Net;
using System.Net.Sockets;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>Ports for programs that can't be told to take any free one.</summary>
/// <remarks>They lie below those the system gives out and those of media (20000-29999), each run begins elsewhere, and no test gets one twice: neither a socket of ours nor another run beside this one takes a port between the look and the use.</remarks>
internal static class FreePorts
{
    private const int First = 10_000;
    private const int End = 20_000;

    private static int _taken = (int)((uint)Environment.ProcessId * 2_654_435_761 % ((End - First) / 4)) * 4;

    /// <summary>The first of some ports in a row that nobody listens on, for UDP and TCP alike; even.</summary>
    /// <param name="count">How many: programs take a second port beside the one they are told, or one further on.</param>
    public static int Next(int count = 4)
    {
        while (true)
        {
            var end = Interlocked.Add(ref _taken, count) % (End - First);
            if (end < count) continue;
            var port = First + end - count;
            if (Enumerable.Range(port, count).All(each => CanBind(each, SocketType.Dgram, ProtocolType.Udp) && CanBind(each, SocketType.Stream, ProtocolType.Tcp))) return port;
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
