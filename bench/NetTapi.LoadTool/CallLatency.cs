using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.LoadTool;

/// <summary>
/// From the sending of an INVITE to the notice on an application's socket, one call at a time. It is the carrier, the called phone, which is registered
/// already and rings, and the application; each call is cancelled when its notice has come and is over when its end notice has. The server may be another than ours.
/// </summary>
internal sealed class CallLatency : IDisposable
{
    private const int Warmup = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly LatencySettings _settings;
    private readonly Socket _carrier;
    private readonly Socket _phone;
    private readonly NoticeSocket _application;
    private readonly IPEndPoint _server;
    private readonly SemaphoreSlim _phoneRings = new(0);
    private readonly SemaphoreSlim _phoneDone = new(0);
    private readonly SemaphoreSlim _carrierDone = new(0);
    private volatile string _lastOfCarrier = "nothing";
    private volatile string _lastOfPhone = "nothing";

    private CallLatency(LatencySettings settings)
    {
        _settings = settings;
        _server = new IPEndPoint(IPAddress.Loopback, settings.Ports.Server);
        _carrier = Bind("127.0.0.2", settings.Ports.Carrier);
        _phone = Bind("127.0.0.3", settings.Ports.Phone);
        _application = new NoticeSocket(settings.Dialect);
    }

    /// <summary>Measures, and prints the figures.</summary>
    public static void Run(LatencySettings settings)
    {
        using var bench = new CallLatency(settings);
        new Thread(bench.Phone) { IsBackground = true }.Start();
        new Thread(bench.Carrier) { IsBackground = true }.Start();
        if (!bench._application.LogIn(settings.NoticePort, Patience)) throw bench.Missing("the answer to the login", 0);
        var latencies = new Latencies();
        for (int call = 1; call <= Warmup + settings.Calls; call++)
        {
            double microseconds = bench.Call(call);
            // The server's door lets 500 messages a second of one address through; a call is three of the carrier's.
            Thread.Sleep(10);
            if (call > Warmup) latencies.Add(microseconds);
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Calls} calls, INVITE to notice: median {latencies.Percentile(0.5)} µs, 99 % {latencies.Percentile(0.99)} µs"));
    }

    public void Dispose()
    {
        _carrier.Dispose();
        _phone.Dispose();
        _application.Dispose();
        _phoneRings.Dispose();
        _phoneDone.Dispose();
        _carrierDone.Dispose();
    }

    private static Socket Bind(string address, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        return socket;
    }

    private static void Empty(SemaphoreSlim part)
    {
        while (part.CurrentCount > 0) part.Wait(0);
    }

    /// <summary>One call, over for all three before the next: a phone still at its last call would be busy, and there would be no notice to wait for.</summary>
    private double Call(int call)
    {
        // What was sent twice was counted twice.
        foreach (var part in (ReadOnlySpan<SemaphoreSlim>)[_phoneRings, _phoneDone, _carrierDone]) Empty(part);
        byte[] invite = CallOf(call).Request("INVITE");
        long began = Stopwatch.GetTimestamp();
        _carrier.SendTo(invite, _server);
        if (!_application.AwaitCall(Patience)) throw Missing("the notice", call);
        double microseconds = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        Over(_phoneRings, "the phone's INVITE", call);
        _carrier.SendTo(CallOf(call).Request("CANCEL"), _server);
        if (!_application.AwaitOver(Patience)) throw Missing("the end notice", call);
        Over(_carrierDone, "the carrier's 487", call);
        Over(_phoneDone, "the phone's ACK", call);
        return microseconds;
    }

    private CarrierCall CallOf(int number) => new(_settings.Ports, number, _settings.Dialled, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 9000));

    private void Over(SemaphoreSlim part, string what, int call)
    {
        if (!part.Wait(Patience)) throw Missing(what, call);
    }

    private TimeoutException Missing(string what, int call) =>
        new($"Call {call}: {what} did not come. Last to the carrier: {_lastOfCarrier}; last to the phone: {_lastOfPhone}; application, unread: {_application.Unread}");

    private void Phone() => Receive(_phone, (message, from) =>
    {
        _lastOfPhone = FirstLine(message);
        string contact = $"sip:1000@127.0.0.3:{_settings.Ports.Phone}";
        if (message.StartsWith("INVITE", StringComparison.Ordinal))
        {
            _phone.SendTo(BareSip.Answer(message, "180 Ringing", contact), from);
            _phoneRings.Release();
        }
        if (message.StartsWith("ACK", StringComparison.Ordinal)) _phoneDone.Release();
        if (!message.StartsWith("CANCEL", StringComparison.Ordinal)) return;
        _phone.SendTo(BareSip.Answer(message, "200 OK", contact), from);
        string invite = message.Replace("CANCEL\r\n", "INVITE\r\n", StringComparison.Ordinal);
        _phone.SendTo(BareSip.Answer(invite, "487 Request Terminated", contact), from);
    });

    /// <summary>Acknowledges the end of each INVITE.</summary>
    private void Carrier() => Receive(_carrier, (message, from) =>
    {
        _lastOfCarrier = FirstLine(message);
        if (!message.StartsWith("SIP/2.0 487", StringComparison.Ordinal)) return;
        string id = BareSip.Header(message, "Call-ID");
        int call = int.Parse(id["Call-ID: bench".Length..id.IndexOf('@', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        _carrier.SendTo(CallOf(call).Request("ACK", BareSip.Header(message, "To")), from);
        _carrierDone.Release();
    });

    private static string FirstLine(string message) => message.Split("\r\n", 2)[0];

    private static void Receive(Socket socket, Action<string, EndPoint> take)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int count = socket.ReceiveFrom(buffer, ref from);
                take(Encoding.ASCII.GetString(buffer, 0, count), from);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }
}

/// <summary>Where the latency bench finds everything.</summary>
/// <param name="Ports">Who is where.</param>
/// <param name="Dialled">The number of a registered phone.</param>
/// <param name="Calls">How many are measured.</param>
/// <param name="NoticePort">Where applications connect.</param>
/// <param name="Dialect">What the server speaks with them.</param>
internal sealed record LatencySettings(BenchPorts Ports, string Dialled, int Calls, int NoticePort, NoticeDialect Dialect);
