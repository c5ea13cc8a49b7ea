using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Messages;

/// <summary>What requests may look like without being any different, and what their responses begin with.</summary>
public class RequestParserTests
{
    [Fact]
    [Requirement("W3")]
    public void Units_behind_the_verb_come_in_any_order() =>
        Assert.Equal(new DialCommand("107", "9,1"), Wire.Request("!<dial><addr=9,1><uid=107>"));

    [Fact]
    [Requirement("W3")]
    public void Of_a_repeated_keyword_the_first_counts() =>
        Assert.Equal(new DialCommand("107", "9,1"), Wire.Request("!<dial><uid=107><addr=9,1><uid=108><addr=9,2>"));

    [Fact]
    [Requirement("W3")]
    public void Unknown_units_are_ignored() => Assert.Equal(new RecordCommand("107"), Wire.Request("!<record><colour=red><uid=107><loud>"));

    [Fact]
    [Requirement("W3")]
    public void The_verb_is_the_first_unit_whatever_follows() => Assert.IsType<RecordCommand>(Wire.Request("!<record><dial><addr=9,1>"));

    [Theory]
    [Requirement("W3")]
    [InlineData("?<dial><addr=9,1>", "dial")]
    [InlineData("!<utapicid>", "utapicid")]
    [InlineData("!<Make_Coffee>", "make_coffee")]
    public void A_verb_of_the_other_type_is_unknown(string wire, string verb) =>
        Assert.Equal(new UnknownRequest(verb, null).Head, Assert.IsType<UnknownRequest>(Wire.Request(wire)).Head);

    [Fact]
    [Requirement("N2")]
    public void Every_unit_of_an_interest_without_a_value_is_a_call_type()
    {
        var interest = Assert.IsType<InterestCommand>(Wire.Request("!<interest><incoming_outside_calls><colour=red><Moon_Calls><uid>"));
        Assert.Equal(["incoming_outside_calls", "Moon_Calls"], interest.CallTypes);
        Assert.Equal("", interest.Uid);
    }

    [Theory]
    [Requirement("W4")]
    [InlineData("!<DIAL><Uid=107><aDDr=9,1>")]
    [InlineData("! <dial>\r\n\t<uid=107> <addr=9,1>\r\n")]
    public void Case_of_keywords_and_white_space_between_units_do_not_matter(string wire) =>
        Assert.Equal(new DialCommand("107", "9,1"), Wire.Request(wire));

    [Fact]
    [Requirement("W4")]
    public void Values_are_kept_as_they_were_sent() =>
        Assert.Equal(new ChangeStatusCommand(" 107 ", "\tLunch = Later "), Wire.Request("!<change_status><uid= 107 ><status=\tLunch = Later >"));

    [Theory]
    [Requirement("S3")]
    [InlineData("!<login_nettapi><uname=ken>")]
    [InlineData("!<login_nettapi><uname=ken><pass>")]
    [InlineData("!<login_nettapi><uname=ken><pass=>")]
    public void A_missing_pass_counts_as_blank(string wire) => Assert.Equal(new LoginCommand("ken", ""), Wire.Request(wire));

    [Theory]
    [Requirement("S5")]
    [InlineData("!<DIAL=5><addr=1>", "#<dial><err=not logged in>")]
    [InlineData("?<Call_Info=7>", "#<call_info=7><err=not logged in>")]
    [InlineData("?<call_info=\u0007a\u202Eb>", "#<call_info= a b><err=not logged in>")]
    [InlineData("!<call_info=7>", "#<call_info=7><err=not logged in>")]
    [InlineData("!<Some.Thing-else=5>", "#<some.thing-else><err=not logged in>")]
    public void An_error_names_the_verb_in_lower_case_and_only_call_info_repeats_its_value(string request, string response) =>
        Assert.Equal(response, Wire.Written(output => MessageWriter.WriteError(output, WireEncoding.Utf8, Wire.Request(request).Head, "not logged in")));
}
