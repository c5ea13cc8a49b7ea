using System.Buffers;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Tests.Agents;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>RFC 4475 3.2 to 3.4: well-formed, and hard for what stands above the parser.</summary>
public class ApplicationTests
{
    private static readonly RequestInspection Rules = new([SipMethods.Invite, SipMethods.Options, SipMethods.Register, SipMethods.Message], ["replaces"]);

    private readonly OptionsResponder _options = new(new SeededEntropy(1), () => [SipMethods.Invite, SipMethods.Options], () => ["replaces"]);

    [TortureFact]
    public void Badbranch_the_bare_cookie_is_no_branch_to_match_by()
    {
        var request = TortureMessages.Request("badbranch");

        Assert.Equal("z9hG4bK", request.TopVia!.Branch);
        Assert.False(request.TopVia.HasUniqueBranch);
    }

    [TortureFact]
    public void Insuf_a_request_without_Call_ID_From_and_To_is_answered_400_with_what_it_has()
    {
        var answer = InvalidMessageTests.AssertAnswered("insuf", 400);

        Assert.Equal(["Via", "CSeq"], answer.Headers.Select(header => header.Name).OrderDescending());
    }

    [TortureFact]
    public void Unkscm_an_unknown_scheme_is_answered_416()
    {
        var request = TortureMessages.Request("unkscm");

        Assert.False(request.Uri.IsSip);
        Assert.Equal("nobodyKnowsThisScheme:totallyopaquecontent", request.Uri.ToString());
        Assert.Equal(416, Rules.Refuse(request, "tag")?.Status);
    }

    [TortureFact]
    public void Novelsc_a_known_scheme_that_is_none_of_SIP_is_likewise_416()
    {
        var request = TortureMessages.Request("novelsc");

        Assert.False(request.Uri.IsSip);
        Assert.Equal("soap.beep", request.Uri.Scheme);
        Assert.Equal("soap.beep://192.0.2.103:3002", request.Uri.ToString());
        Assert.Equal(416, Rules.Refuse(request, "tag")?.Status);
    }

    [TortureFact]
    public void Unksm2_unknown_schemes_in_To_From_and_Contact_register_nobody()
    {
        var request = TortureMessages.Request("unksm2");
        var house = new RegistrarHouse();

        Assert.Equal("isbn", request.To!.Uri.Scheme);
        Assert.Equal("http://www.example.com", request.From!.Uri.ToString());
        Assert.Equal("name:John_Smith", Assert.Single(request.Contacts).Uri.ToString());
        var credentials = new DigestClient(new DigestCredentials("128", "secret"), house.Loop.Entropy);
        var answered = credentials.Answer(request, TestRequest.Ask(house.Registrar, request))!;
        Assert.Equal(403, TestRequest.Ask(house.Registrar, answered).Status);
        Assert.Equal(0, house.Table.Count);
    }

    [TortureFact]
    public void Bext01_required_extensions_nobody_supports_are_answered_420_by_name()
    {
        var response = TestRequest.Ask(_options, TortureMessages.Request("bext01"));

        Assert.Equal(420, response.Status);
        Assert.Equal(420, Rules.Refuse(TortureMessages.Request("bext01"), "tag")?.Status);
        Assert.Equal("nothingSupportsThis, nothingSupportsThisEither", response.Headers.First("Unsupported"));
    }

    [TortureFact]
    public void Invut_a_body_of_an_unknown_type_is_answered_415_with_what_is_accepted()
    {
        var response = Rules.Refuse(TortureMessages.Request("invut"), "tag");

        Assert.Equal(415, response?.Status);
        Assert.Equal(["application/sdp"], response!.Accept);
        Assert.True(response.Headers.Contains("Accept-Encoding"));
    }

    [TortureFact]
    public void Regaut01_an_unknown_authorization_scheme_is_challenged_as_if_it_were_absent()
    {
        var request = TortureMessages.Request("regaut01");
        var house = new RegistrarHouse();

        Assert.Equal("NoOneKnowsThisScheme", Assert.Single(AuthenticationValue.Of(request, "Authorization")).Scheme);
        Assert.Equal(401, TestRequest.Ask(house.Registrar, request).Status);
        Assert.Equal(0, house.Throttle.Count);
    }

    [TortureFact]
    public void Methods_of_no_known_name_are_answered_501_and_good_messages_pass()
    {
        Assert.Equal(501, Rules.Refuse(TortureMessages.Request("intmeth"), "tag")?.Status);
        Assert.Equal(501, Rules.Refuse(TortureMessages.Request("esc02"), "tag")?.Status);
        foreach (var name in new[] { "wsinv", "esc01", "escnull", "lwsdisp", "longreq", "dblreq", "semiuri", "transports", "mpart01", "inv2543", "cparam01" })
            Assert.Null(Rules.Refuse(TortureMessages.Request(name), "tag"));
    }

    [TortureFact]
    public void Multi01_several_values_of_single_headers_are_answered_400() => InvalidMessageTests.AssertAnswered("multi01", 400);

    [TortureFact]
    public void Mcl01_two_Content_Lengths_are_answered_400_and_end_a_stream()
    {
        InvalidMessageTests.AssertAnswered("mcl01", 400);
        var buffer = new ReadOnlySequence<byte>(TortureMessages.Bytes("mcl01"));
        Assert.Equal(FrameStatus.Broken, new StreamFramer().Read(ref buffer, out _));
    }

    [TortureFact]
    public void Bcast_a_response_with_a_second_Via_is_seen_to_be_meant_for_another()
    {
        var response = TortureMessages.Response("bcast");

        Assert.Equal(["192.0.2.198", "255.255.255.255"], response.Vias.Select(via => via.Host));
    }

    [TortureFact]
    public void Zeromf_a_request_without_hops_left_is_still_answered_by_its_destination()
    {
        var request = TortureMessages.Request("zeromf");

        Assert.Equal(0, request.MaxForwards);
        Assert.Null(Rules.Refuse(request, "tag"));
        Assert.Equal(200, TestRequest.Ask(_options, request).Status);
    }

    [TortureFact]
    public void Cparam01_a_parameter_after_a_bare_contact_belongs_to_the_header()
    {
        var contact = Assert.Single(TortureMessages.Request("cparam01").Contacts);

        Assert.True(contact.Parameters.Contains("unknownparam"));
        Assert.Empty(contact.Uri.Parameters);
    }

    [TortureFact]
    public void Cparam02_a_parameter_inside_the_brackets_belongs_to_the_URI()
    {
        var contact = Assert.Single(TortureMessages.Request("cparam02").Contacts);

        Assert.True(contact.Uri.Parameters.Contains("unknownparam"));
        Assert.Empty(contact.Parameters);
    }

    [TortureFact]
    public void Regescrt_an_escaped_header_in_a_contact_stays_in_it_and_routes_nothing()
    {
        var request = TortureMessages.Request("regescrt");

        Assert.Equal("Route=%3Csip:sip.example.com%3E", Assert.Single(request.Contacts).Uri.Headers);
        Assert.Empty(request.Routes);
        Assert.Empty(request.Path);
    }

    [TortureFact]
    public void Sdp01_a_caller_who_accepts_no_description_is_answered_406()
    {
        var request = TortureMessages.Request("sdp01");

        Assert.Equal(["text/nobodyKnowsThis"], request.Accept);
        Assert.Equal(406, Rules.Refuse(request, "tag")?.Status);
    }

    [TortureFact]
    public void Inv2543_an_INVITE_of_the_old_kind_is_taken()
    {
        var request = TortureMessages.Request("inv2543");

        Assert.Null(request.TopVia!.Branch);
        Assert.Null(request.From!.Tag);
        Assert.Null(request.ContentLength);
        Assert.Equal("sip:UserB@example.com;maddr=ss1.example.com", Assert.Single(request.RecordRoutes).Uri.ToString());
        Assert.True(SessionDescription.TryParse(request.Body.Span, out _));
    }
}
