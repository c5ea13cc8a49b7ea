using System.Net;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Server.Tests.Configuration;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>A folder for one test's server, and a configuration that listens on free ports.</summary>
internal sealed class HostFolder : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("nettapi-host-");

    /// <summary>Everything on free ports of loopback.</summary>
    public ServerOptions Options => ConfigurationText.Good("""
        {
          "NetTapi": { "Listen": ["127.0.0.1:0", { "Address": "127.0.0.1:0", "Encoding": "latin1" }] },
          "Sip": { "Listen": ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"], "RtpPorts": "0" },
          "Http": { "Listen": ["http://127.0.0.1:0"] }
        }
        """) with
    {
        Database = new() { ConnectionString = $"Data Source={_folder.FullName}/nettapi.db", LockWait = TimeSpan.FromSeconds(1) },
        Recordings = new RecordingSettings { Directory = $"{_folder.FullName}/recordings" },
    };

    public static DirectoryData Office { get; } = new()
    {
        Statuses = [new Status("Available")],
        Users = [new User { Uid = new("128"), Name = "ken", Stations = [new(128)] }, new User { Uid = new("107"), Name = "jim", NetTapiPin = "1" }],
        Stations = [new Station(new(128), "128", "secret")],
    };

    /// <summary>The answer to a GET of a path of the server's first HTTP listener.</summary>
    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(ServerHost host, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://{host.Http[0]}{path}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, and tells its path.</summary>
    public string WithFile(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
