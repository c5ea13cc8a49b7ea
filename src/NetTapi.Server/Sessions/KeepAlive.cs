using System.Net.Sockets;

namespace NetTapi.Server.Sessions;

/// <summary>
/// TCP keep-alive (S8). The system's own begins after two hours: by then most firewalls have long forgotten a connection on which nothing was said, and an application behind one would never hear of
/// another call.
/// </summary>
internal static class KeepAlive
{
    private const int IdleSeconds = 60;
    private const int IntervalSeconds = 15;
    private const int Tries = 4;

    /// <summary>Turns it on: a peer that is gone is noticed within two minutes.</summary>
    public static void TurnOn(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Tries);
    }
}
