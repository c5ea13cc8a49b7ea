using System.Buffers;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>RFC 4475 3.1.2: malformed. Where the RFC leaves a choice, the test says which was taken.</summary>
public class InvalidMessageTests
{
    [TortureFact]
    public void Badinv01_separators_without_parameters_in_Via_and_Contact_are_answered_400() => AssertAnswered("badinv01", 400);

    [TortureFact]
    public void Clerr_a_Content_Length_beyond_the_datagram_is_answered_400()
    {
        AssertAnswered("clerr", 400);
        Assert.Equal(FrameStatus.Incomplete, Frame("clerr"));
    }

    [TortureFact]
    public void Ncl_a_negative_Content_Length_is_answered_400_and_ends_a_stream()
    {
        AssertAnswered("ncl", 400);
        Assert.Equal(FrameStatus.Broken, Frame("ncl"));
    }

    [TortureFact]
    public void Scalar02_a_CSeq_beyond_its_range_is_answered_400_while_other_overflows_count_as_absent()
    {
        AssertAnswered("scalar02", 400);
        Assert.True(SipParser.TryParse(WithGoodCSeq("scalar02"), out var mended, out _));
        Assert.Null(mended.MaxForwards);
        Assert.Null(mended.Expires);
        Assert.Equal("280297596632815", mended.Contacts[0].Parameters["expires"]);
    }

    [TortureFact]
    public void Scalarlg_a_response_with_numbers_beyond_their_range_is_dropped() => AssertDropped("scalarlg");

    [TortureFact]
    public void Quotbal_a_quote_that_never_ends_is_answered_400() => AssertAnswered("quotbal", 400);

    [TortureFact]
    public void Ltgtruri_angle_brackets_around_the_Request_URI_are_answered_400() => AssertAnswered("ltgtruri", 400);

    [TortureFact]
    public void Lwsruri_white_space_inside_the_Request_URI_is_answered_400() => AssertAnswered("lwsruri", 400);

    [TortureFact]
    public void Lwsstart_double_spaces_in_the_request_line_are_answered_400() => AssertAnswered("lwsstart", 400);

    [TortureFact]
    public void Trws_spaces_at_the_end_of_the_request_line_are_answered_400() => AssertAnswered("trws", 400);

    [TortureFact]
    public void Escruri_headers_in_the_Request_URI_are_kept_apart_and_act_on_nothing()
    {
        var request = TortureMessages.Request("escruri");

        Assert.Equal("Route=%3Csip:example.com%3E", request.Uri.Headers);
        Assert.Empty(request.Routes);
    }

    [TortureFact]
    public void Baddate_a_date_not_in_GMT_is_left_alone()
    {
        var request = TortureMessages.Request("baddate");

        Assert.Equal("Fri, 01 Jan 2010 16:00:00 EST", request.Headers.First("Date"));
    }

    [TortureFact]
    public void Regbadct_a_question_mark_in_a_contact_without_brackets_is_answered_400() => AssertAnswered("regbadct", 400);

    [TortureFact]
    public void Badaspec_spaces_inside_the_brackets_are_answered_400() => AssertAnswered("badaspec", 400);

    [TortureFact]
    public void Baddn_a_name_that_should_be_quoted_is_understood()
    {
        // The stored file ends without the empty line that the RFC prints.
        byte[] whole = [.. TortureMessages.Bytes("baddn"), .. "\r\n"u8];

        Assert.True(SipParser.TryParse(whole, out var message, out _));
        Assert.Equal("Bell, Alexander", message.From!.DisplayName);
        Assert.Equal("43", message.From.Tag);
        Assert.Equal("Watson, Thomas", message.To!.DisplayName);
    }

    [TortureFact]
    public void Badvers_another_version_is_answered_505() => AssertAnswered("badvers", 505);

    [TortureFact]
    public void Mismatch01_a_CSeq_that_names_another_method_is_answered_400() => AssertAnswered("mismatch01", 400);

    [TortureFact]
    public void Mismatch02_the_same_with_an_unknown_method_is_answered_400() => AssertAnswered("mismatch02", 400);

    [TortureFact]
    public void Bigcode_a_status_beyond_its_range_is_dropped() => AssertDropped("bigcode");

    internal static SipResponse AssertAnswered(string name, int status)
    {
        var fault = TortureMessages.Fault(name);
        Assert.Equal(status, fault.Status);
        var answer = fault.Answer("tag");
        Assert.NotNull(answer);
        Assert.Equal(status, answer.Status);
        foreach (var header in new[] { "Via", "From", "Call-ID", "CSeq" })
            Assert.Equal(fault.Headers.All(header), answer.Headers.All(header));
        return answer;
    }

    private static void AssertDropped(string name) => Assert.Null(TortureMessages.Fault(name).Answer("tag"));

    private static FrameStatus Frame(string name)
    {
        var buffer = new ReadOnlySequence<byte>(TortureMessages.Bytes(name));
        return new StreamFramer().Read(ref buffer, out _);
    }

    private static byte[] WithGoodCSeq(string name)
    {
        var text = System.Text.Encoding.UTF8.GetString(TortureMessages.Bytes(name));
        return System.Text.Encoding.UTF8.GetBytes(text.Replace("CSeq: 36893488147419103232", "CSeq: 3", StringComparison.Ordinal));
    }
}
