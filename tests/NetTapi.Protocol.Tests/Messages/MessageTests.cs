using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Messages;

/// <summary>The tables of good messages, in both directions and over every segmentation.</summary>
[Requirement("W1")]
public class MessageTests
{
    public static TheoryData<string> Requests => new(GoodMessages.Requests.Keys);

    public static TheoryData<string> ServerMessages => new(GoodMessages.ServerMessages.Keys);

    public static TheoryData<string> All => new(GoodMessages.Requests.Keys.Concat(GoodMessages.ServerMessages.Keys));

    [Theory]
    [MemberData(nameof(Requests))]
    [Requirement("W2")]
    public void A_request_is_read_as_what_it_says(string wire)
    {
        var expected = GoodMessages.Requests[wire];
        var read = Wire.Request(wire);
        Assert.IsType(expected.GetType(), read);
        Assert.Equal(expected.ToString(), read.ToString());
        if (expected is not InterestCommand) Assert.Equal(expected, read);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_written_as_the_specification_prints_it(string wire)
    {
        Assert.Equal(wire, Wire.Written(output => MessageWriter.Write(output, GoodMessages.Requests[wire], WireEncoding.Utf8)));
        // Text for people is the same, but for the secret of a login.
        if (GoodMessages.Requests[wire] is not LoginCommand { Pass.Length: > 0 }) Assert.Equal(wire, GoodMessages.Requests[wire].ToString());
    }

    [Theory]
    [MemberData(nameof(ServerMessages))]
    public void What_the_server_says_is_read_as_what_it_is(string wire) => Assert.Equal(GoodMessages.ServerMessages[wire], Wire.ServerMessage(wire));

    [Theory]
    [MemberData(nameof(ServerMessages))]
    public void What_the_server_says_is_written_as_the_specification_prints_it(string wire)
    {
        Assert.Equal(wire, Wire.Written(output => MessageWriter.Write(output, GoodMessages.ServerMessages[wire], WireEncoding.Utf8)));
        Assert.Equal(wire, GoodMessages.ServerMessages[wire].ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    [Requirement("W8")]
    public void A_message_is_found_however_its_bytes_arrive(string wire)
    {
        foreach (var arrival in Segmentation.Of(Wire.Terminated(wire)))
        {
            Assert.Equal([wire], Wire.Frames(arrival.Sequence(), out var last, out var left));
            Assert.True(last == FrameResult.Incomplete && left == 0, arrival.Name);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    [Requirement("W8")]
    public void A_message_cut_short_anywhere_consumes_nothing(string wire)
    {
        var whole = Wire.Terminated(wire);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Empty(Wire.Frames(new(whole.AsMemory(0, length)), out var last, out var left));
            Assert.True(last == FrameResult.Incomplete && left == length, $"{length} bytes");
        }
    }

    [Fact]
    public void A_notice_written_without_an_object_has_the_same_bytes()
    {
        var utf8 = WireEncoding.Utf8;
        Assert.Equal(
            new IncomingCall("107", 3, "A<B>", "+1", 7).ToString(),
            Wire.Written(output => MessageWriter.WriteIncomingCall(output, utf8, "107", 3, 7, "A<B>", "+1")));
        Assert.Equal(new OutgoingCall("107", 3, "+1", 7).ToString(), Wire.Written(output => MessageWriter.WriteOutgoingCall(output, utf8, "107", 3, 7, "+1")));
        Assert.Equal(new CallEnded("107", 3, 7).ToString(), Wire.Written(output => MessageWriter.WriteCallEnded(output, utf8, "107", 3, 7)));
    }

    [Theory]
    [InlineData("#<weather=fine>")]
    [InlineData("#<uid=107><call=3><serial=1><twirl>")]
    [InlineData("#<uid=107><call=x><serial=1><end>")]
    [InlineData("#<call_info=1><party=1>")]
    [InlineData("#<call_info=1><start_time=yesterday><duration=0:00:01>")]
    public void A_well_made_message_of_no_known_kind_is_passed_over_by_clients(string wire)
    {
        Assert.Null(ServerMessageParser.Parse(Wire.Bytes(wire), WireEncoding.Utf8, ProtocolLimits.Default, out var fault));
        Assert.Equal(ProtocolFault.None, fault);
    }
}
