using System.Text;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>RFC 4475 3.1.1: unusual, and right.</summary>
public class ValidMessageTests
{
    [TortureFact]
    public void Wsinv_a_short_tortuous_INVITE_is_read_through_folds_white_space_and_compact_names()
    {
        var request = TortureMessages.Request("wsinv");

        Assert.Equal("INVITE", request.Method);
        Assert.Equal(new SipParameter("unknownparam", null), Assert.Single(request.Uri.Parameters));
        Assert.Equal("1918181833n", request.To!.Tag);
        Assert.Equal("J Rosenberg \\\"", request.From!.DisplayName);
        Assert.Equal("98asjd8", request.From.Tag);
        Assert.Equal(68, request.MaxForwards);
        Assert.Equal(new CSeq(9, "INVITE"), request.CSeq);
        Assert.Equal(["192.0.2.2", "spindle.example.com", "192.168.255.111"], request.Vias.Select(via => via.Host));
        Assert.Equal(["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"], request.Vias.Select(via => via.Branch));
        Assert.False(request.TopVia!.HasUniqueBranch);
        Assert.Equal(string.Empty, request.Headers.First("Subject"));
        Assert.Equal("newfangled value continued newfangled value", request.Headers.First("NewFangledHeader"));
        Assert.Equal(";;,,;;,;", request.Headers.First("UnknownHeaderWithUnusualValue"));
        Assert.True(Assert.Single(request.Routes).Uri.IsLooseRouter);
        var contact = Assert.Single(request.Contacts);
        Assert.Equal("Quoted string \"\"", contact.DisplayName);
        Assert.Equal("0.33", contact.Parameters["q"]);
        Assert.Equal("newvalue", contact.Parameters["newparam"]);
        Assert.Equal(150, request.Body.Length);
        Assert.True(SessionDescription.TryParse(request.Body.Span, out var description));
        Assert.Equal(2, description.Media.Length);
    }

    [TortureFact]
    public void Intmeth_a_wide_range_of_valid_characters_survives()
    {
        var request = TortureMessages.Request("intmeth");

        Assert.Equal("!interesting-Method0123456789_*+`.%indeed'~", request.Method);
        Assert.Equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", request.Uri.User);
        Assert.Equal("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)", request.Uri.Password);
        Assert.Equal("example.com", request.Uri.Host);
        Assert.Equal("BEL:\a NUL:\0 DEL:\x7f", request.To!.DisplayName);
        Assert.Equal("_token~1'+`*%!-.", request.From!.Tag);
        Assert.Equal("token1~` token2'+_ token3*%!.-", request.From.DisplayName);
        Assert.Equal("\u0440\u0430\u0431\u043e\u0442\u0430\u044e\u0449\u0438\u0439", request.From.Parameters["fromParam''~+*_!.-%"]);
        Assert.Equal("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", request.CallId);
        Assert.Equal(255, request.MaxForwards);
        Assert.Equal("\ufeff\u5927\u505c\u96fb", request.Headers.First("extensionHeader-!.%*+_`'~"));
    }

    [TortureFact]
    public void Esc01_percent_escapes_stay_as_written_and_are_undone_for_reading()
    {
        var request = TortureMessages.Request("esc01");

        Assert.Equal("sips%3Auser%40example.com", request.Uri.User);
        Assert.Equal("sips:user@example.com", request.Uri.UserText);
        Assert.Equal("user", request.To!.Uri.UserText);
        Assert.Equal("I have spaces", request.From!.Uri.UserText);
        var contact = Assert.Single(request.Contacts);
        Assert.Equal("caller", contact.Uri.UserText);
        Assert.Equal(["%6C%72", "n%61me"], contact.Uri.Parameters.Select(parameter => parameter.Name));
        Assert.Equal("v%61lue%25%34%31", contact.Uri.Parameters["n%61me"]);
    }

    [TortureFact]
    public void Escnull_escaped_nulls_are_characters_of_a_user_name()
    {
        var request = TortureMessages.Request("escnull");

        Assert.Equal("null-\0-null", request.To!.Uri.UserText);
        Assert.Equal(["\0", "\0\0"], request.Contacts.Select(contact => contact.Uri.UserText));
    }

    [TortureFact]
    public void Esc02_percent_signs_that_are_no_escapes_mean_themselves()
    {
        var request = TortureMessages.Request("esc02");

        Assert.Equal("RE%47IST%45R", request.Method);
        Assert.NotEqual(SipMethods.Register, request.Method);
        Assert.Equal("%Z%45", request.To!.DisplayName);
        Assert.Equal("z9hG4bK209%fzsnel234", request.TopVia!.Branch);
        Assert.Equal(["sip:alias1@host1.example.com", "sip:alias3@host3.example.com"], request.Contacts.Select(contact => contact.Uri.ToString()));
        Assert.Equal("<sip:alias2@host2.example.com>", request.Headers.First("C%6Fntact"));
    }

    [TortureFact]
    public void Lwsdisp_a_display_name_needs_no_space_before_the_bracket()
    {
        var request = TortureMessages.Request("lwsdisp");

        Assert.Equal("caller", request.From!.DisplayName);
        Assert.Equal("sip:caller@example.com", request.From.Uri.ToString());
        Assert.Equal("323", request.From.Tag);
    }

    [TortureFact]
    public void Longreq_long_values_are_taken_whole()
    {
        var request = TortureMessages.Request("longreq");

        Assert.Equal(34, request.Vias.Length);
        Assert.Equal("sip33.example.com", request.TopVia!.Host);
        Assert.Equal("host.example.com", request.Vias[^1].Host);
        Assert.EndsWith("branchvalue", request.Vias[^1].Branch, StringComparison.Ordinal);
        Assert.EndsWith("extreme proportion", request.To!.DisplayName, StringComparison.Ordinal);
        Assert.Equal(6000, request.To.Uri.Port);
        Assert.StartsWith("12982982982", request.From!.Tag, StringComparison.Ordinal);
        Assert.StartsWith("unknown-longlonglong", request.Headers.Single(header => header.Name.StartsWith("Unknown-Long", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [TortureFact]
    public void Dblreq_what_follows_the_first_message_of_a_datagram_is_ignored()
    {
        var request = TortureMessages.Request("dblreq");

        Assert.Equal("REGISTER", request.Method);
        Assert.True(request.Body.IsEmpty);
        Assert.Equal("dblreq.0ha0isndaksdj99sdfafnl3lk233412", request.CallId);
    }

    [TortureFact]
    public void Semiuri_a_semicolon_in_the_user_part_belongs_to_it()
    {
        var request = TortureMessages.Request("semiuri");

        Assert.Equal("user;par=u%40example.net", request.Uri.User);
        Assert.Equal("user;par=u@example.net", request.Uri.UserText);
        Assert.Empty(request.Uri.Parameters);
        Assert.Equal(6, request.Accept.Length);
    }

    [TortureFact]
    public void Transports_known_and_unknown_are_read_alike()
    {
        var request = TortureMessages.Request("transports");

        Assert.Equal(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"], request.Vias.Select(via => via.Transport));
    }

    [TortureFact]
    public void Mpart01_a_body_of_several_parts_and_any_bytes_is_kept()
    {
        var request = TortureMessages.Request("mpart01");

        Assert.Equal("MESSAGE", request.Method);
        Assert.Equal("multipart/mixed", request.ContentType);
        Assert.Equal(553, request.Body.Length);
        Assert.EndsWith("--7a9cbec02ceef655--\r\n", Encoding.Latin1.GetString(request.Body.Span), StringComparison.Ordinal);
    }

    [TortureFact]
    public void Unreason_a_reason_phrase_may_say_anything()
    {
        var response = TortureMessages.Response("unreason");

        Assert.Equal(200, response.Status);
        Assert.StartsWith("= 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e", response.Reason, StringComparison.Ordinal);
    }

    [TortureFact]
    public void Noreason_a_reason_phrase_may_be_empty()
    {
        var response = TortureMessages.Response("noreason");

        Assert.Equal(100, response.Status);
        Assert.Equal(string.Empty, response.Reason);
    }
}
