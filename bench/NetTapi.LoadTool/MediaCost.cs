using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace NetTapi.LoadTool;

/// <summary>
/// What a second of a call with PCMU both ways costs the server: its own CPU time while calls talk, less what it takes while idle. It is the carrier and the called phones, which are registered already; both
/// ends of each call send fifty packets a second and count what comes back.
/// </summary>
internal sealed partial class MediaCost : IDisposable
{
    private const int PacketsPerSecond = 50;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(10);

    private readonly MediaCostSettings _settings;
    private readonly Socket _carrier = Open();
    private readonly Socket _phone = Open();
    private readonly List<(CarrierCall Call, string To)> _calls = [];
    private readonly List<VoiceEnd> _ends = [];
    private readonly byte[] _buffer = new byte[64 * 1024];

    public MediaCost(MediaCostSettings settings)
    {
        _settings = settings;
        _carrier.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), settings.Ports.Carrier));
        _phone.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.3"), settings.Ports.Phone));
    }

    private IPEndPoint Server => new(IPAddress.Loopback, _settings.Ports.Server);

    /// <summary>Measures, and prints the figures.</summary>
    /// <exception cref="InvalidOperationException">A call failed, or packets were lost.</exception>
    public void Run()
    {
        for (int call = 1; call <= _settings.Calls; call++) SetUp(call);

        var began = Stopwatch.GetTimestamp();
        Talk(began, TimeSpan.Zero, Warmup);
        TimeSpan before = CpuTime();
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var measured = TimeSpan.FromSeconds(_settings.Seconds);
        Talk(began, Warmup, measured);
        TimeSpan taken = CpuTime() - before;
        own = Process.GetCurrentProcess().TotalProcessorTime - own;
        // What is still on its way arrives.
        Thread.Sleep(100);
        foreach (VoiceEnd end in _ends) end.Take();
        foreach ((CarrierCall call, string to) in _calls) HangUp(call, to);

        // Not before the calls: a server that has just begun compiles.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        before = CpuTime();
        Thread.Sleep(Idle);
        double idle = (CpuTime() - before) / Idle;
        taken -= measured * idle;
        long sent = _ends.Sum(end => end.Sent), received = _ends.Sum(end => end.Received), wrong = _ends.Sum(end => end.Wrong);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_settings.Calls} calls of {_settings.Seconds} s, PCMU both ways: {taken.TotalMilliseconds / _settings.Calls / _settings.Seconds:0.00} ms CPU a call and second; idle {idle * 1000:0.0} ms a second; {sent} packets sent, {received} received, {wrong} wrong (the bench itself took {own / measured * 100:0} % of a processor)"));
        if (wrong > 0 || received < sent * _settings.LeastReceived) throw new InvalidOperationException("Packets were lost or went astray.");
    }

    public void Dispose()
    {
        _carrier.Dispose();
        _phone.Dispose();
        foreach (VoiceEnd end in _ends) end.Dispose();
    }

    private static Socket Open() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000, SendBufferSize = 1 << 20 };

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int SleepMicroseconds(uint microseconds);

    /// <summary>Sends and takes for a time. The packets of all ends are spread evenly over 20 ms, as those of real phones are, so that the server meets no bursts of our making.</summary>
    private void Talk(long began, TimeSpan from, TimeSpan length)
    {
        TimeSpan pause = TimeSpan.FromSeconds(1.0 / PacketsPerSecond / _ends.Count);
        long first = (long)(from / pause), last = (long)((from + length) / pause);
        for (long turn = first; turn < last; turn++)
        {
            VoiceEnd end = _ends[(int)(turn % _ends.Count)];
            end.Take();
            end.Send();
            TimeSpan left = (pause * (turn + 1)) - Stopwatch.GetElapsedTime(began);
            if (left > TimeSpan.FromMicroseconds(60)) _ = SleepMicroseconds((uint)left.TotalMicroseconds - 50);
        }
    }

    private void SetUp(int number)
    {
        var outside = new VoiceEnd(IPAddress.Parse("127.0.0.2"), (byte)(2 * number));
        var inside = new VoiceEnd(IPAddress.Parse("127.0.0.3"), (byte)((2 * number) + 1));
        outside.Other = inside;
        inside.Other = outside;
        _ends.AddRange([outside, inside]);

        var call = new CarrierCall(_settings.Ports, number, $"{_settings.FirstDialled + number - 1}", outside.Local);
        _carrier.SendTo(call.Request("INVITE"), Server);
        string invite = Await(_phone, "INVITE ");
        inside.Aim(BareSip.Media(invite));
        string user = invite["INVITE sip:".Length..invite.IndexOf('@', StringComparison.Ordinal)];
        _phone.SendTo(BareSip.Answer(invite, "200 OK", $"sip:{user}@127.0.0.3:{_settings.Ports.Phone}", inside.Local), Server);
        string answer = Await(_carrier, "SIP/2.0 200");
        outside.Aim(BareSip.Media(answer));
        string to = BareSip.Header(answer, "To");
        _carrier.SendTo(call.Request("ACK", to), Server);
        _calls.Add((call, to));
    }

    private void HangUp(CarrierCall call, string to)
    {
        _carrier.SendTo(call.Request("BYE", to), Server);
        Await(_carrier, "SIP/2.0 200");
        string bye = Await(_phone, "BYE ");
        _phone.SendTo(BareSip.Answer(bye, "200 OK", $"sip:phone@127.0.0.3:{_settings.Ports.Phone}"), Server);
    }

    /// <summary>Reads up to a message that begins so; whatever else comes meanwhile, as 100, 180 and ACK, is of no interest.</summary>
    private string Await(Socket socket, string beginning)
    {
        while (true)
        {
            int length = socket.Receive(_buffer);
            string message = Encoding.ASCII.GetString(_buffer, 0, length);
            if (message.StartsWith(beginning, StringComparison.Ordinal)) return message;
            if (message.StartsWith("SIP/2.0", StringComparison.Ordinal) && string.CompareOrdinal(message, 8, "300", 0, 3) >= 0) throw new InvalidOperationException(message);
        }
    }

    /// <summary>The server's utime + stime.</summary>
    private TimeSpan CpuTime()
    {
        using var process = Process.GetProcessById(_settings.ServerProcess);
        return process.TotalProcessorTime;
    }
}

/// <summary>How the media bench is run.</summary>
/// <param name="Ports">Who is where.</param>
/// <param name="FirstDialled">The number of the first user; those of the next calls follow it.</param>
/// <param name="Calls">Calls at once, 1 to 120: each end has a sound of its own.</param>
/// <param name="Seconds">How long is measured.</param>
/// <param name="ServerProcess">The server.</param>
/// <param name="LeastReceived">The share of packets that must arrive.</param>
internal sealed record MediaCostSettings(BenchPorts Ports, long FirstDialled, int Calls, int Seconds, int ServerProcess, double LeastReceived);
