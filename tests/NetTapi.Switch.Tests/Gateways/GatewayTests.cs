using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Gateways that want us registered, that ask who we are, and that share a network with phones.</summary>
public class GatewayTests
{
    private static readonly Gateway Carrier = Office.StandardDirectory.Gateways[0];

    [Fact]
    public void A_gateway_that_wants_it_has_us_registered_until_the_directory_says_otherwise()
    {
        var office = new Office(directory: With(Carrier with { Register = true, Username = "acme", Password = "pass" }));
        var registrar = RegistrarOf(office, "acme", "pass", out var bindings);
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, registrar);
        office.Run(40);
        var contact = Assert.Single(bindings.Find("acme")).Contact.Uri;
        Assert.Equal(("acme", "10.0.0.1", 5060), (contact.User, contact.Host, contact.Port));
        office.Loop.Post(() => office.Directory.Replace(new DirectoryIndex(Office.StandardDirectory)));
        office.Run(5);
        Assert.Empty(bindings.Find("acme"));
    }

    [Fact]
    public void A_stop_takes_the_registration_back()
    {
        var office = new Office(directory: With(Carrier with { Register = true, Username = "acme", Password = "pass" }));
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, RegistrarOf(office, "acme", "pass", out var bindings));
        office.Run(40);
        office.Loop.Post(office.Switch.Stop);
        office.Run(5);
        Assert.Empty(bindings.Find("acme"));
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_is_called_under_our_account()
    {
        var office = new Office(directory: With(Carrier with { Username = "acme", Password = "pass" }));
        var phone = office.Phone(128);
        phone.Call("92148441111", patience: TimeSpan.FromSeconds(3));
        office.Run(1);
        var from = office.Carrier.LastCall!.Request!.From!;
        Assert.Equal(("Ken Adams", "acme", "192.0.2.9"), (from.DisplayName, from.Uri.User, from.Uri.Host));
        office.AssertQuiet();
    }

    [Fact]
    public void A_phone_within_a_gateways_network_is_still_a_phone()
    {
        var office = new Office(directory: With(Carrier with { AcceptFrom = [.. Carrier.AcceptFrom, "10.0.0.0/8"] }));
        var phone = office.Phone(128);
        office.Phone(144);
        phone.Call("144", patience: TimeSpan.FromSeconds(3));
        office.Run(1);
        Assert.Equal(["began 128", "offered 144"], office.Facts.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateways_lines_are_its_own()
    {
        var other = new Gateway { Name = "other", Address = "sip:198.51.100.7:5060", AcceptFrom = ["198.51.100.7"], Lines = [.. Office.Lines(7, 7)] };
        var office = new Office(directory: Office.StandardDirectory with { Gateways = [Carrier, other] });
        office.Phone(128);
        var carrier = new Carrier(office.Equip(new IPEndPoint(IPAddress.Parse("198.51.100.7"), 40000)), Office.ServerAddress);
        carrier.Call("9725551128", new OutsideCaller("1"), patience: TimeSpan.FromSeconds(5));
        office.Run(1);
        Assert.StartsWith("arrived L7", office.Facts.Words[0], StringComparison.Ordinal);
        var second = carrier.Call("9725551128", new OutsideCaller("1"));
        office.Run(1);
        Assert.Equal(503, second.Status);
        office.AssertQuiet();
    }

    private static DirectoryData With(Gateway gateway) => Office.StandardDirectory with { Gateways = ImmutableArray.Create(gateway) };

    private static Registrar RegistrarOf(Office office, string user, string password, out BindingTable bindings) => RegistrarOf(office.Loop, user, password, out bindings);

    /// <summary>A registrar that knows one user.</summary>
    internal static Registrar RegistrarOf(IControlLoop loop, string user, string password, out BindingTable bindings)
    {
        bindings = new BindingTable(loop);
        var digest = new DigestServer(loop, new DigestServerOptions("carrier"));
        var throttle = new GuessThrottle(loop, new GuessThrottleOptions());
        return new Registrar(loop, bindings, digest, throttle, name => name == user ? password : null, new RegistrarOptions());
    }
}
