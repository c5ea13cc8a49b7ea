using System.Net;
using NetTapi.Media;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Tests.Hosting;

public class StartWarningTests
{
    private static readonly ServerOptions Open = new() { NetTapi = new() { Listen = [new NetTapiListener(IPEndPoint.Parse("0.0.0.0:6500"), WireEncoding.Utf8)] } };

    /// <summary>A WAV file of one sample.</summary>
    private static byte[] Silence => [.. "RIFF"u8, 38, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 2, 0, 0, 0, 0, 0];

    [Fact]
    public void On_loopback_nothing_is_worth_a_warning() => Assert.Empty(StartWarnings.Of(new ServerOptions(), HostFolder.Office));

    [Fact]
    public void An_open_listener_while_a_user_has_no_pin_is() =>
        Assert.Contains("0.0.0.0:6500 to the network while users without a NetTapiPin can log in with nothing but their name: ken.", Assert.Single(StartWarnings.Of(Open, HostFolder.Office)), StringComparison.Ordinal);

    [Fact]
    public void An_open_listener_where_everyone_has_a_pin_is_not() =>
        Assert.Empty(StartWarnings.Of(Open, HostFolder.Office with { Users = [.. HostFolder.Office.Users.Select(user => user with { NetTapiPin = "1" })] }));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void A_network_of_every_address_is(string network)
    {
        var options = new ServerOptions { NetTapi = new() { AllowFrom = [IPNetwork.Parse(network)] } };
        Assert.Equal($"NetTapi:AllowFrom holds {network}: every address may connect.", Assert.Single(StartWarnings.Of(options, DirectoryData.Empty)));
    }

    [Fact]
    public void A_prompt_that_is_not_there_or_no_sound_is()
    {
        using var folder = new HostFolder();
        var (right, wrong) = (folder.WithFile("right.wav", Silence), folder.WithFile("wrong.wav", "ID3 but no WAV"u8.ToArray()));
        var directory = DirectoryData.Empty with { Scripts = [new Script { Name = "day", Prompts = [right, "/nowhere/hello.wav"], InvalidPrompt = wrong }] };
        Assert.Equal(
            [
                "Directory:Scripts:0:Prompts:1: /nowhere/hello.wav: there is no such file. Who calls hears nothing in its place.",
                $"Directory:Scripts:0:InvalidPrompt: {wrong}: Not a WAV file. Who calls hears nothing in its place.",
            ],
            StartWarnings.Of(new ServerOptions(), directory));
    }

    [Fact]
    public void An_announcement_that_is_not_there_is() => Assert.Equal(
        ["Recordings:Announcement: /nowhere/recorded.wav: there is no such file. Who is recorded does not hear it."],
        StartWarnings.Of(new ServerOptions { Recordings = new() { Announcement = "/nowhere/recorded.wav" } }, DirectoryData.Empty));

    [Theory]
    [InlineData("21000-21007", "Sip:RtpPorts: 21000-21007 is room for 2 calls at once, four ports each, and there are 3 lines.")]
    [InlineData("21000-21011", null)]
    [InlineData("0", null)]
    public void A_range_of_ports_that_is_too_small_for_the_lines_is(string range, string? warning)
    {
        Assert.True(PortRange.TryParse(range, out var ports));
        var directory = DirectoryData.Empty with { Gateways = [new Gateway { Name = "carrier", Address = "sip:192.0.2.1", Lines = [new(1), new(2), new(3)] }] };
        Assert.Equal(warning is null ? [] : [warning], StartWarnings.Of(new ServerOptions { Sip = new() { RtpPorts = ports } }, directory));
    }

    [Fact]
    public void A_folder_for_recordings_that_cant_be_written_to_is()
    {
        using var folder = new HostFolder();
        Assert.Null(StartWarnings.OfRecordings(Path.Combine(folder.PathOf("a"), "b")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.PathOf("a"), "b")));
        var file = folder.WithFile("file", []);
        Assert.StartsWith($"Recordings:Directory: {file} can't be written to: ", StartWarnings.OfRecordings(file), StringComparison.Ordinal);
    }
}
