using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetTapi.Phone;
using NetTapi.Server.Configuration;
using NetTapi.Sip.Transport;
using NetTapi.Storage;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Hosting.Demo;

/// <summary>The sample office: three users with a phone each, six lines in one trunk group, one carrier.</summary>
internal static class DemoSettings
{
    // The numbers outside callers dial, each of one user, in the order of the users.
    private static readonly ImmutableArray<string> Numbers = ["9725551107", "9725551128", "9725551144"];

    private const int Lines = 6;

    /// <summary>What was configured, with the sample office in a throw-away database; where a port is taken, any free one.</summary>
    /// <param name="configured">The configuration.</param>
    /// <param name="folder">The folder that goes with the demo.</param>
    /// <param name="carrier">Where the carrier listens, on UDP.</param>
    public static ServerOptions For(ServerOptions configured, string folder, IPEndPoint carrier) => configured with
    {
        NetTapi = configured.NetTapi with { Listen = [.. configured.NetTapi.Listen.Select(listener => listener with { Address = FreeOf(listener.Address, ProtocolType.Tcp) })] },
        Sip = configured.Sip with { Listen = FreeOf(configured.Sip.Listen) },
        HttpListen = [.. configured.HttpListen.Select(address => FreeOf(address, ProtocolType.Tcp))],
        Database = new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "demo.db")}" },
        Recordings = new RecordingSettings { Directory = Path.Combine(folder, "recordings") },
        Directory = Office(carrier),
    };

    /// <summary>What the demo's phones and its carrier play, for the office of these options.</summary>
    public static DemoScript ScriptFor(DirectoryData office, IPEndPoint carrier) => new()
    {
        Carrier = carrier,
        Phones = [.. office.Users.Zip(office.Stations, office.Routes).Select(one =>
            new DemoPhone(one.Second.SipUser, one.Second.SipPassword, one.First.FullName, one.First.Uid.Value, one.Third.Number))],
    };

    /// <summary>A UDP port that is free now, for the carrier.</summary>
    public static IPEndPoint FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private static DirectoryData Office(IPEndPoint carrier)
    {
        ImmutableArray<LineNumber> lines = [.. Enumerable.Range(1, Lines).Select(number => new LineNumber(number))];
        ImmutableArray<User> users =
        [
            Person(107, "jim", "Jim", "Bryant", Privileges.None),
            Person(128, "ken", "Ken", "Adams", Privileges.Oper | Privileges.Mgr | Privileges.Admin),
            Person(144, "ann", "Ann", "Lee", Privileges.None),
        ];
        return new DirectoryData
        {
            Statuses = [new Status("Available"), new Status("Lunch", Rings: false)],
            Users = users,
            Stations = [.. users.Select(user => new Station(user.Stations[0], user.Uid.Value, $"demo-{user.Uid}"))],
            Gateways = [new Gateway { Name = "carrier", Address = $"sip:{carrier}", AcceptFrom = [$"{carrier}"], GenerateIncallDtmf = true, Lines = lines }],
            TrunkGroups = [new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = lines }],
            Routes = [.. users.Select((user, index) => new Telephony.Directory.Route(Numbers[index], new RouteTarget(RouteKind.User, user.Uid.Value)))],
        };
    }

    private static User Person(int number, string name, string first, string last, Privileges privileges) => new()
    {
        Uid = new UserId($"{number}"),
        Name = name,
        FirstName = first,
        LastName = last,
        Privileges = privileges,
        Stations = [new StationNumber(number)],
    };

    // Phones use one address for UDP and TCP, so both move together.
    private static ImmutableArray<SipListener> FreeOf(ImmutableArray<SipListener> listeners)
    {
        var taken = listeners.Any(listener => IsTaken(listener.Address, listener.Protocol == TransportProtocol.Udp ? ProtocolType.Udp : ProtocolType.Tcp));
        return taken ? [.. listeners.Select(listener => listener with { Address = new IPEndPoint(listener.Address.Address, 0) })] : listeners;
    }

    private static IPEndPoint FreeOf(IPEndPoint address, ProtocolType protocol) => IsTaken(address, protocol) ? new IPEndPoint(address.Address, 0) : address;

    private static bool IsTaken(IPEndPoint address, ProtocolType protocol)
    {
        using var socket = new Socket(address.AddressFamily, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
        try
        {
            // As Kestrel binds: a port that only rests after a former server is not taken.
            if (protocol == ProtocolType.Tcp) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(address);
            if (protocol == ProtocolType.Tcp) socket.Listen(1);
            return false;
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }
}
