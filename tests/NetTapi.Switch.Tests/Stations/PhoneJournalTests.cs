using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Switch.Tests.Gateways;

namespace NetTapi.Switch.Tests.Stations;

/// <summary>What is written down of phones that come and go, and of who is not let in.</summary>
public class PhoneJournalTests
{
    private readonly LineOffice _house = new();

    private Office Office => _house.Office;

    private List<string> Words => _house.Journal.Phones;

    [Fact]
    public void A_phone_is_told_of_when_it_comes_and_when_it_signs_off_and_not_in_between()
    {
        var phone = Office.Phone(128);
        Office.Run(6 * 3600);
        Assert.Equal(["128 at 10.0.1.1:6001"], Words);
        Office.Loop.Post(phone.Unregister);
        Office.Run(1);
        Assert.Equal(["128 not at 10.0.1.1:6001: SignedOff, the last"], Words[1..]);
    }

    [Fact]
    public void A_phone_that_is_switched_off_is_told_of_when_its_time_is_up()
    {
        Office.Phone(128);
        Office.Phone(128);
        Office.Network.Passes = static (from, to, _) => from.Port != 6001 && to.Port != 6001;
        Office.Run(2 * 3600);
        Office.Network.Passes = static (from, to, _) => from.Port is not (6001 or 6002) && to.Port is not (6001 or 6002);
        Office.Run(2 * 3600);
        Assert.Equal(["128 not at 10.0.1.1:6001: NotRenewed", "128 not at 10.0.1.1:6002: NotRenewed, the last"], Words[2..]);
    }

    [Theory]
    [InlineData(128, "10.0.1.1:6001 is not 128: WrongPassword")]
    [InlineData(999, "10.0.1.1:6001 is not anybody: WrongPassword")]
    public void A_wrong_password_is_told_with_whose_phone_it_would_be(int station, string words)
    {
        var phone = Office.Phone(station, password: "wrong", register: false);
        phone.Register();
        Office.Run(1);
        Assert.Equal(words, Assert.Single(Words));
    }

    [Fact]
    public void Who_guesses_too_often_is_told_of_once()
    {
        var phone = Office.Phone(128, password: "wrong", register: false);
        phone.Register();
        for (var i = 0; i < 30; i++)
        {
            Office.Loop.Post(() => phone.Call("107"));
            Office.Run(1);
        }

        Assert.Equal(10, Words.Count(word => word == "10.0.1.1:6001 is not 128: WrongPassword"));
        Assert.Equal("10.0.1.1 guesses", Words[^1]);
    }

    [Fact]
    public void A_call_from_an_address_that_is_no_gateways_is_a_strangers()
    {
        var stranger = new Carrier(Office.Equip(new(System.Net.IPAddress.Parse("203.0.113.5"), 5060)), Office.ServerAddress);
        stranger.Call("9725551128", new OutsideCaller("9729859901", "FACETCORP"));
        Office.Run(1);
        Assert.Equal(["203.0.113.5:5060 is a stranger"], Words);
    }

    [Fact]
    public void A_registered_phone_that_calls_is_no_stranger()
    {
        var phone = Office.Phone(128);
        Words.Clear();
        Office.Phone(107);
        _house.Call(phone, "107");
        Assert.Equal(["107 at 10.0.1.1:6002"], Words);
    }

    [Fact]
    public void Refusals_for_want_of_a_route_a_line_or_a_port_are_told()
    {
        var phone = Office.Phone(128);
        foreach (var number in (ReadOnlySpan<string>)["9725559999", "9725551128", "9725551128", "9725551128", "9725551128"])
        {
            _house.Carrier.Call(number, new OutsideCaller("9729859901", "FACETCORP"));
            Office.Run(1);
        }

        _house.Backup.Call("9725551128", new OutsideCaller("9729859901", "FACETCORP"));
        _house.Backup.Call("9725551128", new OutsideCaller("9729859901", "FACETCORP"));
        Office.Run(1);
        _house.Call(phone, "92145551000");
        Office.Phone(107);
        // The phone's own.
        Office.Media.LegsLeft = 1;
        _house.Call(phone, "107");
        Assert.Equal(["carrier calls 9725559999: no route", "carrier full", "group 1 full", "no port"], _house.Journal.Refusals);
    }
}
