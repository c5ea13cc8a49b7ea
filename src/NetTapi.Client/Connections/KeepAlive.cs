using System.Net.Sockets;

namespace NetTapi.Client.Connections;

/// <summary>
/// TCP keep-alive. A watch waits in silence, for hours: without it a server that lost its power, or a firewall that forgot the connection, would be noticed after two hours, the system's own time, or never.
/// </summary>
internal static class KeepAlive
{
    private const int IdleSeconds = 30;
    private const int IntervalSeconds = 10;
    private const int Tries = 3;

    /// <summary>Turns it on: a server that is gone is noticed within a minute.</summary>
    public static void TurnOn(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Tries);
    }
}
