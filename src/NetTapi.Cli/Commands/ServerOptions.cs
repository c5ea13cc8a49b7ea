using System.CommandLine;
using System.Globalization;
using NetTapi.Client;
using NetTapi.Protocol.Encodings;

namespace NetTapi.Cli.Commands;

/// <summary>
/// Where the server is and who asks: options, or the environment. The PIN comes only from the environment, for a command line can be read by every user of the machine.
/// </summary>
internal sealed class ServerOptions(Surroundings around)
{
    private const int DefaultPort = 6500;

    private readonly Option<string?> _server = new("--server", "-s")
    {
        Description = "HOST or HOST:PORT; else NETTAPI_SERVER, else 127.0.0.1:6500",
        Recursive = true,
    };

    private readonly Option<string?> _user = new("--user", "-u") { Description = "login name; else NETTAPI_USER. The PIN is read from NETTAPI_PIN", Recursive = true };

    private readonly Option<string> _encoding = new("--encoding")
    {
        Description = "of the listener: utf-8, windows-1252 or latin1",
        Recursive = true,
        DefaultValueFactory = _ => "utf-8",
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_server);
        root.Options.Add(_user);
        root.Options.Add(_encoding);
    }

    /// <summary>Connects and logs in.</summary>
    public Task<NetTapiClient> ConnectAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (host, port) = Server(parsed);
        var user = parsed.GetValue(_user) ?? Variable("NETTAPI_USER") ?? throw new UsageException("who are you? Give --user NAME, or set NETTAPI_USER");
        var options = new NetTapiClientOptions
        {
            Host = host,
            Port = port,
            UserName = user,
            Pin = Variable("NETTAPI_PIN"),
            Encoding = Encoding(parsed),
            Time = around.Time,
        };
        return NetTapiClient.ConnectAsync(options, cancellation);
    }

    /// <summary>The server's address. An IPv6 address with a port stands in brackets.</summary>
    public (string Host, int Port) Server(ParseResult parsed)
    {
        var text = parsed.GetValue(_server) ?? Variable("NETTAPI_SERVER") ?? "127.0.0.1";
        var colon = text.LastIndexOf(':');
        var isBareV6 = colon != text.IndexOf(':', StringComparison.Ordinal) && !text.Contains(']', StringComparison.Ordinal);
        if (colon <= text.IndexOf(']', StringComparison.Ordinal) || isBareV6) return (Bare(text), DefaultPort);
        if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > ushort.MaxValue || colon == 0)
        {
            throw new UsageException($"not a server: {text}");
        }

        return (Bare(text[..colon]), port);
    }

    /// <summary>The listener's encoding.</summary>
    public WireEncoding Encoding(ParseResult parsed)
    {
        var name = parsed.GetValue(_encoding)!;
        return WireEncoding.Find(name) ?? throw new UsageException($"not an encoding: {name}");
    }

    private static string Bare(string host) => host.TrimStart('[').TrimEnd(']');

    private string? Variable(string name) => around.Variable(name) is { Length: > 0 } value ? value : null;
}
