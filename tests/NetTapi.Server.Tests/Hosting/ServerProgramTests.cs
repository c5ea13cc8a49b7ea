using System.Net;
using System.Net.Sockets;
using NetTapi.Server.Hosting;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>The program: what it prints and how it exits.</summary>
public sealed class ServerProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nettapi-program-");

    private static readonly string[] FreePorts = ["--NetTapi:Listen=127.0.0.1:0", "--Sip:Listen=udp:127.0.0.1:0", "--Http:Listen=http://127.0.0.1:0"];

    [Fact]
    public async Task It_prints_its_listeners_then_ready_and_ends_well_on_a_signal()
    {
        using var server = ServerProcess.Start(_folder.FullName, FreePorts);
        var lines = await server.ReadToAsync("ready");
        Assert.Matches(@"^nettapi listening on 127\.0\.0\.1:[1-9]\d*$", lines[0]);
        Assert.Matches(@"^sip listening on udp:127\.0\.0\.1:[1-9]\d*$", lines[1]);
        Assert.Matches(@"^http listening on http://127\.0\.0\.1:[1-9]\d*$", lines[2]);
        Assert.Equal(4, lines.Count);

        server.Terminate();
        var (status, errors) = await server.EndAsync();
        Assert.Equal(ExitStatus.Success, status);
        Assert.Contains("Stopping: closing listeners", errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "data", "nettapi.db")));
    }

    [Fact]
    public async Task A_wrong_configuration_ends_it_with_2_a_line_a_fault_and_nothing_made()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "bad.json"), """{ "Sip": { "Realm": "" }, "Oops": 1, }""");
        var (status, output, errors) = await ServerProcess.RunAsync(_folder.FullName, "--config", "bad.json");
        Assert.Equal(ExitStatus.WrongConfiguration, status);
        Assert.Empty(output);
        Assert.Equal(2, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Oops: is not a key", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "data")));
    }

    [Fact]
    public async Task A_check_of_a_good_configuration_says_nothing_and_makes_nothing()
    {
        Assert.Equal((ExitStatus.Success, "", ""), await ServerProcess.RunAsync(_folder.FullName, [.. FreePorts, "--check-config"]));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_1_and_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (status, output, errors) = await ServerProcess.RunAsync(_folder.FullName, [.. FreePorts, $"--NetTapi:Listen={other.LocalEndpoint}", "--Logging:Level=error"]);
        Assert.Equal(ExitStatus.Failure, status);
        Assert.Empty(output);
        Assert.Equal($"NetTapi:Listen: {other.LocalEndpoint}: the address is in use", errors.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task A_log_that_nobody_reads_holds_up_no_session()
    {
        const int Commands = 20_000;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "office.json"), """{ "Directory": { "Users": [{ "Uid": "128", "Name": "ken" }] } }""");
        using var server = ServerProcess.StartUnread(_folder.FullName, [.. FreePorts, "--config", "office.json"]);
        var address = (await server.ReadToAsync("ready"))[0].Split(' ')[^1];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var session = new TcpClient();
        await session.ConnectAsync(IPEndPoint.Parse(address), limit.Token);
        var stream = session.GetStream();
        await stream.WriteAsync("!<connect_nettapi>\x04!<login_nettapi><uname=ken>\x04"u8.ToArray(), limit.Token);

        // Each makes a line of the log (C6), many times what a pipe and a queue hold.
        var nonsense = "!<change_status><status=Nowhere>\x04"u8.ToArray();
        for (var i = 0; i < Commands; i++) await stream.WriteAsync(nonsense, limit.Token);
        await stream.WriteAsync("!<interest><incoming_outside_calls>\x04"u8.ToArray(), limit.Token);
        var heard = new List<byte>();
        var buffer = new byte[1024];
        while (!System.Text.Encoding.ASCII.GetString([.. heard]).Contains("#<interest><ok>", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, limit.Token);
            Assert.NotEqual(0, count);
            heard.AddRange(buffer[..count]);
        }

        server.Terminate();
        server.ReadLog();
        Assert.Equal(ExitStatus.Success, (await server.EndAsync()).Status);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
