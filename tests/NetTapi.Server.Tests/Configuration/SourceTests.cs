using System.Net;
using NetTapi.Server.Configuration;
using NetTapi.Sip.Transport;

namespace NetTapi.Server.Tests.Configuration;

/// <summary>Where settings come from, and which of them count.</summary>
public class SourceTests
{
    [Fact]
    public void Without_any_source_the_defaults_listen_on_loopback_only()
    {
        var options = ConfigurationText.Good(ConfigurationText.Load([]));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 6500), Assert.Single(options.NetTapi.Listen).Address);
        Assert.All(options.Sip.Listen, listener => Assert.Equal(new IPEndPoint(IPAddress.Loopback, 5060), listener.Address));
        Assert.Equal([TransportProtocol.Udp, TransportProtocol.Tcp], options.Sip.Listen.Select(listener => listener.Protocol));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 8080), Assert.Single(options.HttpListen));
        Assert.True(options.Sessions.AllowFrom.Contains(IPAddress.Loopback));
        Assert.False(options.Sessions.AllowFrom.Contains(IPAddress.Parse("10.0.0.1")));
        Assert.Null(options.Directory);
    }

    [Fact]
    public void Comments_trailing_commas_and_any_case_of_keys_are_taken()
    {
        var options = ConfigurationText.Good("""
            {
              // one line
              "nettapi": { "MAXUNITS": 12, /* and more */ },
            }
            """);
        Assert.Equal(12, options.Sessions.MaxUnits);
    }

    [Fact]
    public void The_later_source_wins_file_environment_command_line()
    {
        string[] files = ["""{ "NetTapi": { "MaxUnits": 1, "MaxMalformedInARow": 1, "MaxConnections": 1 } }""", """{ "NetTapi": { "MaxUnits": 2, "MaxMalformedInARow": 2, "MaxConnections": 2 } }"""];
        var options = ConfigurationText.Good(ConfigurationText.Load(files, ["NETTAPI__NetTapi__MaxUnits=3", "NETTAPI__NETTAPI__MAXCONNECTIONS=3"], ["NetTapi:MaxUnits=4"]));
        Assert.Equal((4, 2, 3), (options.Sessions.MaxUnits, options.Sessions.MaxMalformedInARow, options.Sessions.MaxConnections));
    }

    [Fact]
    public void Nothing_else_of_the_environment_is_read()
    {
        string[] environment = ["NetTapi__MaxUnits=3", "ASPNETCORE_URLS=http://0.0.0.0:80", "NETTAPI_SERVER=x", "nettapi__NetTapi__MaxUnits=5", "PATH=/bin"];
        Assert.Equal(64, ConfigurationText.Good(ConfigurationText.Load([], environment)).Sessions.MaxUnits);
    }

    [Fact]
    public void A_list_is_replaced_whole_by_a_later_source()
    {
        var options = ConfigurationText.Good(ConfigurationText.Load(
            ["""{ "NetTapi": { "Listen": ["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"], "AllowFrom": ["10.0.0.0/8", "192.168.0.0/16"] } }""", """{ "NetTapi": { "Listen": ["127.0.0.1:4"] } }"""],
            arguments: ["NetTapi:AllowFrom:0=172.16.0.0/12"]));
        Assert.Equal(4, Assert.Single(options.NetTapi.Listen).Address.Port);
        Assert.Equal(IPNetwork.Parse("172.16.0.0/12"), Assert.Single(options.NetTapi.AllowFrom));
    }

    [Fact]
    public void A_list_of_sections_is_replaced_whole_too()
    {
        var options = ConfigurationText.Good(ConfigurationText.Load(
            ["""{ "Directory": { "Users": [{ "Uid": "1", "Name": "a", "NetTapiPin": "secret" }, { "Uid": "2", "Name": "b" }] } }"""],
            arguments: ["Directory:Users:0:Uid=7", "Directory:Users:0:Name=g"]));
        var user = Assert.Single(options.Directory!.Users);
        Assert.Equal(("7", "g", null), (user.Uid.Value, user.Name, user.NetTapiPin));
    }

    [Fact]
    public void A_list_on_the_command_line_can_be_given_by_its_only_value_or_empty()
    {
        var options = ConfigurationText.Good(ConfigurationText.Load([], arguments: ["NetTapi:Listen=127.0.0.1:0", "Http:Listen="]));
        Assert.Equal(0, Assert.Single(options.NetTapi.Listen).Address.Port);
        Assert.Empty(options.HttpListen);
    }

    [Fact]
    public void A_menus_digits_can_be_given_one_by_one_on_the_command_line_and_in_the_environment()
    {
        const string Office = """{ "Directory": { "Users": [{ "Uid": "128", "Name": "ken" }], "Scripts": [{ "Name": "day", "Menu": { "1": "hangup", "2": "repeat" } }] } }""";
        string[] script = ["Directory:Scripts:0:Name=night", "Directory:Scripts:0:Menu:1=user:128", "Directory:Scripts:0:Menu:9=repeat"];
        Assert.Equal("19", MenuOf(ConfigurationText.Load([Office], arguments: script)));
        Assert.Equal("19", MenuOf(ConfigurationText.Load([Office], environment: [.. script.Select(text => "NETTAPI__" + text.Split('=')[0].Replace(":", "__", StringComparison.Ordinal) + "=" + text.Split('=')[1])])));

        static string MenuOf(ConfigurationResult result) => string.Concat(Assert.Single(ConfigurationText.Good(result).Directory!.Scripts).Menu.Select(choice => choice.Digit));
    }

    [Fact]
    public void A_gap_in_a_list_on_the_command_line_is_one_fault() => Assert.Equal(
        ["Sip:Listen:0: is missing: a list is given whole, from index 0"],
        ConfigurationText.Load([], arguments: ["Sip:Listen:1=udp:127.0.0.1:0"]).Faults.Select(fault => fault.ToString()));

    [Fact]
    public void A_list_that_is_none_is_one_fault() => Assert.Equal(
        ["Sip:Listen: must be a list"], ConfigurationText.Load(["""{ "Sip": { "Listen": "udp:127.0.0.1:0" } }"""]).Faults.Select(fault => fault.ToString()));

    [Fact]
    public void A_file_may_begin_with_a_byte_order_mark() =>
        Assert.Equal(12, ConfigurationText.Good("\uFEFF{ \"NetTapi\": { \"MaxUnits\": 12 } }").Sessions.MaxUnits);

    [Fact]
    public void Null_means_the_default()
    {
        var options = ConfigurationText.Good("""{ "System": { "TimeZone": null }, "Recordings": { "ReportedPrefix": null }, "NetTapi": { "Listen": null } }""");
        Assert.Equal(TimeZoneInfo.Local, options.Sessions.TimeZone);
        Assert.Single(options.NetTapi.Listen);
    }

    [Fact]
    public void A_listener_takes_the_encoding_of_the_section_unless_it_names_its_own()
    {
        var options = ConfigurationText.Good("""
            { "NetTapi": { "Encoding": "latin1", "Listen": ["[::1]:6500", { "Address": "127.0.0.1:6502", "Encoding": "windows-1252" }] } }
            """);
        Assert.Equal(["latin1", "windows-1252"], options.NetTapi.Listen.Select(listener => listener.Encoding.Name));
    }

    [Fact]
    public void Relative_paths_are_relative_to_the_working_directory() => Assert.Equal(
        Path.Combine(Directory.GetCurrentDirectory(), "rec"),
        ConfigurationText.Good("""{ "Recordings": { "Directory": "rec" } }""").Recordings.Directory);
}
