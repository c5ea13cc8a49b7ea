using System.Net;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Tests.Hosting;

public class StartWarningTests
{
    private static readonly ServerOptions Open = new() { NetTapi = new() { Listen = [new NetTapiListener(IPEndPoint.Parse("0.0.0.0:6500"), WireEncoding.Utf8)] } };

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
    public void A_prompt_that_is_not_there_is()
    {
        var directory = DirectoryData.Empty with { Scripts = [new Script { Name = "day", Prompts = [typeof(StartWarnings).Assembly.Location, "/nowhere/hello.wav"], InvalidPrompt = "/nowhere/again.wav" }] };
        Assert.Equal(["Directory:Scripts:0:Prompts:1: /nowhere/hello.wav", "Directory:Scripts:0:InvalidPrompt: /nowhere/again.wav"], StartWarnings.MissingPrompts(directory));
        Assert.Equal(2, StartWarnings.Of(new ServerOptions(), directory).Count());
    }
}
