using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Agents;

public class RegistrarTests
{
    private readonly RegistrarHouse _house = new();

    [Fact]
    public void A_phone_registers_and_its_binding_keeps_the_flow_it_came_by()
    {
        var flow = TestRequest.FlowFrom("192.0.2.9:40001");
        var response = _house.Send(RegistrarHouse.Register("128", 1, "<sip:128@10.0.0.5:5060>", "120"), flow: flow);

        Assert.Equal(200, response.Status);
        Assert.Equal("120", Assert.Single(response.Contacts).Parameters["expires"]);
        var binding = Assert.Single(_house.Table.Find("128"));
        Assert.Equal(flow, binding.Flow);
        Assert.Equal("sip:128@10.0.0.5:5060", binding.Contact.Uri.ToString());
    }

    [Fact]
    public void A_binding_ends_in_time_and_the_table_is_empty_then()
    {
        var changes = new List<string>();
        _house.Table.Changed = change => changes.Add(change.AddressOfRecord);
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>", "60"));
        _house.Send(RegistrarHouse.Register("128", 2, "<sip:b@h>", "90", callId: "two"));

        _house.Loop.Run(TimeSpan.FromSeconds(61));
        Assert.Equal(["sip:b@h"], _house.ContactsOf("128"));
        _house.Loop.RunUntilIdle();

        Assert.Equal(0, _house.Table.Count);
        Assert.Equal(["128", "128", "128", "128"], changes);
    }

    [Fact]
    public void A_refresh_moves_the_end_and_leaves_one_binding()
    {
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>", "60"));
        _house.Loop.Run(TimeSpan.FromSeconds(50));
        _house.Send(RegistrarHouse.Register("128", 2, "<sip:a@h>", "60"));
        _house.Loop.Run(TimeSpan.FromSeconds(50));

        Assert.Equal(["sip:a@h"], _house.ContactsOf("128"));
    }

    [Fact]
    public void A_phone_whose_address_changed_takes_its_own_place_by_its_instance()
    {
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h1>;+sip.instance=\"<urn:uuid:1>\""));
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h2>;+sip.instance=\"<urn:uuid:1>\"", callId: "two"));

        Assert.Equal(["sip:a@h2"], _house.ContactsOf("128"));
    }

    [Fact]
    public void Several_contacts_in_one_request_are_bound_with_their_own_times()
    {
        var response = _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;expires=100, <sip:b@h>", "200"));

        Assert.Equal(["100", "200"], response.Contacts.Select(contact => contact.Parameters["expires"]));
    }

    [Fact]
    public void Zero_removes_one_contact_and_a_star_removes_all()
    {
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>, <sip:b@h>, <sip:c@h>"));
        _house.Send(RegistrarHouse.Register("128", 2, "<sip:a@h>;expires=0"));
        Assert.Equal(["sip:b@h", "sip:c@h"], _house.ContactsOf("128"));

        Assert.Equal(200, _house.Send(RegistrarHouse.Register("128", 3, "*", "0")).Status);
        Assert.Equal(0, _house.Table.Count);
    }

    [Fact]
    public void A_star_that_does_not_say_zero_is_refused()
    {
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>"));

        Assert.Equal(400, _house.Send(RegistrarHouse.Register("128", 2, "*", "60")).Status);
        Assert.Equal(400, _house.Send(RegistrarHouse.Register("128", 3, "*")).Status);
        Assert.Single(_house.ContactsOf("128"));
    }

    [Fact]
    public void A_request_without_contact_asks_and_changes_nothing()
    {
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;q=0.5", "100"));
        _house.Loop.Run(TimeSpan.FromSeconds(30));
        var response = _house.Send(RegistrarHouse.Register("128", 2, null));

        Assert.Equal("<sip:a@h>;q=0.5;expires=70", Assert.Single(response.Contacts).ToString());
        Assert.Equal(1u, _house.Table.Find("128")[0].CSeq);
    }

    [Fact]
    public void A_late_request_of_the_same_call_changes_nothing_and_one_of_another_call_does()
    {
        _house.Send(RegistrarHouse.Register("128", 5, "<sip:a@h>"));

        Assert.Equal(500, _house.Send(RegistrarHouse.Register("128", 5, "<sip:a@h>;expires=0")).Status);
        Assert.Equal(500, _house.Send(RegistrarHouse.Register("128", 4, "*", "0")).Status);
        Assert.Single(_house.ContactsOf("128"));
        Assert.Equal(200, _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;expires=0", callId: "two")).Status);
        Assert.Empty(_house.ContactsOf("128"));
    }

    [Fact]
    public void One_bad_contact_among_good_ones_undoes_the_whole_request()
    {
        var response = _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;expires=100, <sip:b@h>;expires=10"));

        Assert.Equal(423, response.Status);
        Assert.Equal(60u, response.MinExpires);
        Assert.Empty(_house.ContactsOf("128"));
    }

    [Fact]
    public void A_time_too_long_is_cut_and_one_that_cannot_be_read_is_the_usual()
    {
        var response = _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;expires=90000, <sip:b@h>;expires=280297596632815"));

        Assert.Equal(["3600", "3600"], response.Contacts.Select(contact => contact.Parameters["expires"]));
    }

    [Fact]
    public void The_path_is_kept_for_requests_and_said_back_to_who_supports_it()
    {
        string[] path = ["Path: <sip:edge.office;lr>", "Supported: path"];
        var response = _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>", null, "one", path));

        Assert.Equal("<sip:edge.office;lr>", response.Headers.First("Path"));
        Assert.Equal("sip:edge.office;lr", Assert.Single(_house.Table.Find("128")[0].Path).Uri.ToString());
    }

    [Fact]
    public void Phones_beyond_the_bound_take_the_place_of_that_which_ends_first()
    {
        var house = new RegistrarHouse(new RegistrarOptions { BindingsPerUser = 2 });
        house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>;expires=200, <sip:b@h>;expires=100, <sip:c@h>;expires=300"));

        Assert.Equal(["sip:a@h", "sip:c@h"], house.ContactsOf("128"));
    }

    [Fact]
    public void What_was_registered_over_a_flow_that_failed_is_gone()
    {
        var flow = TestRequest.FlowFrom("192.0.2.9:40001");
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>"), flow: flow);
        _house.Send(RegistrarHouse.Register("128", 1, "<sip:b@h>", callId: "two"));
        _house.Table.Remove(flow);

        Assert.Equal(["sip:b@h"], _house.ContactsOf("128"));
    }

    [Fact]
    public void Nobody_registers_under_the_name_of_another()
    {
        var request = RegistrarHouse.Register("129", 1, "<sip:a@h>");
        var client = new DigestClient(new DigestCredentials("128", "secret"), _house.Loop.Entropy);
        var answered = client.Answer(request, TestRequest.Ask(_house.Registrar, request))!;

        Assert.Equal(403, TestRequest.Ask(_house.Registrar, answered).Status);
        Assert.Equal(0, _house.Table.Count);
    }

    [Fact]
    public void A_user_who_does_not_exist_and_a_wrong_password_get_the_same_answer()
    {
        var wrong = _house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>"), "guess");
        var unknown = _house.Send(RegistrarHouse.Register("999", 1, "<sip:a@h>"), "guess");

        Assert.Equal(401, wrong.Status);
        Assert.Equal(Shape(wrong), Shape(unknown));

        static string[] Shape(SipResponse response) =>
        [
            response.StartLine,
            .. response.Headers.Select(header => header.Name),
            .. AuthenticationValue.Of(response, HeaderNames.WwwAuthenticate).SelectMany(value => value.Parameters).Select(parameter => parameter.Name),
        ];
    }

    [Fact]
    public void A_guesser_is_not_listened_to_until_the_window_has_passed()
    {
        var house = new RegistrarHouse(throttle: new GuessThrottleOptions { Failures = 3, Window = TimeSpan.FromSeconds(60) });
        for (var i = 0u; i < 3; i++) house.Send(RegistrarHouse.Register("128", i, "<sip:a@h>"), "guess");
        house.Loop.Run(TimeSpan.FromSeconds(20));

        var blocked = house.Send(RegistrarHouse.Register("128", 10, "<sip:a@h>"));
        Assert.Equal(503, blocked.Status);
        Assert.Equal("40", blocked.Headers.First("Retry-After"));
        Assert.Equal(200, house.Send(RegistrarHouse.Register("128", 11, "<sip:a@h>"), flow: TestRequest.FlowFrom("192.0.2.2:5060")).Status);

        house.Loop.Run(TimeSpan.FromSeconds(41));
        Assert.Equal(200, house.Send(RegistrarHouse.Register("128", 12, "<sip:a@h>")).Status);
        Assert.Equal(0, house.Throttle.Count);
    }

    [Fact]
    public void A_phone_with_an_old_password_does_not_shut_out_those_registered_behind_the_same_address()
    {
        var house = new RegistrarHouse(throttle: new GuessThrottleOptions { Failures = 3, Window = TimeSpan.FromSeconds(60) });
        var (good, bad) = (TestRequest.FlowFrom("192.0.2.1:5061"), TestRequest.FlowFrom("192.0.2.1:5062"));
        Assert.Equal(200, house.Send(RegistrarHouse.Register("128", 1, "<sip:a@h>"), flow: good).Status);
        for (var i = 0u; i < 3; i++) house.Send(RegistrarHouse.Register("129", i, "<sip:b@h>", callId: "two"), "old", bad);

        Assert.Equal(503, house.Send(RegistrarHouse.Register("129", 10, "<sip:b@h>", callId: "two"), flow: bad).Status);
        Assert.Equal(200, house.Send(RegistrarHouse.Register("128", 10, "<sip:a@h>"), flow: good).Status);
        // For its own name only.
        Assert.Equal(503, house.Send(RegistrarHouse.Register("129", 11, "<sip:b@h>", callId: "two"), flow: good).Status);
    }

    [Fact]
    public void The_addresses_remembered_are_bounded_and_those_of_one_IPv6_network_are_one()
    {
        var house = new RegistrarHouse(throttle: new GuessThrottleOptions { Failures = 2, Addresses = 3 });
        for (var i = 0; i < 50; i++) house.Throttle.Failed(new System.Net.IPAddress([10, 0, 0, (byte)i]));
        Assert.InRange(house.Throttle.Count, 1, 4);

        var other = new RegistrarHouse(throttle: new GuessThrottleOptions { Failures = 2 });
        other.Throttle.Failed(System.Net.IPAddress.Parse("2001:db8::1"));
        other.Throttle.Failed(System.Net.IPAddress.Parse("2001:db8::2"));
        Assert.True(other.Throttle.IsBlocked(System.Net.IPAddress.Parse("2001:db8::3"), out _));
        Assert.False(other.Throttle.IsBlocked(System.Net.IPAddress.Parse("2001:db8:0:1::3"), out _));
    }

    [Fact]
    public void A_required_extension_that_is_not_supported_is_refused_before_anything_else()
    {
        var response = TestRequest.Ask(_house.Registrar, RegistrarHouse.Register("128", 1, "<sip:a@h>", null, "one", "Require: path, gruu"));

        Assert.Equal(420, response.Status);
        Assert.Equal("gruu", response.Headers.First("Unsupported"));
    }
}
