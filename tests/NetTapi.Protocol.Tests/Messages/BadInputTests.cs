using System.Text;
using CsCheck;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Messages;

/// <summary>One table of bad input with the exact response, the limits at their edges, and garbage.</summary>
[Requirement("W7")]
public class BadInputTests
{
    private static readonly ProtocolLimits Small = new() { MaxMessageBytes = 64, MaxUnits = 3, MaxValueBytes = 5 };

    [Theory]
    [InlineData("dial", "malformed message")]
    [InlineData("<dial>", "malformed message")]
    [InlineData("*<dial>", "malformed message")]
    [InlineData("#<dial>", "malformed message")]
    [InlineData("!", "malformed message")]
    [InlineData("! \r\n", "malformed message")]
    [InlineData("!<", "malformed message")]
    [InlineData("!<>", "malformed message")]
    [InlineData("!<=>", "malformed message")]
    [InlineData("!<=x>", "malformed message")]
    [InlineData("!<dial", "malformed message")]
    [InlineData("!<dial><uid=107", "malformed message")]
    [InlineData("!<dial>>", "malformed message")]
    [InlineData("!<dial>uid=107", "malformed message")]
    [InlineData("!x<dial>", "malformed message")]
    [InlineData("!<di al>", "malformed message")]
    [InlineData("!<dial ><uid=1>", "malformed message")]
    [InlineData("!<diäl>", "malformed message")]
    [InlineData("!<dial><uid=1<2>", "malformed message")]
    [InlineData("!<dial<uid>", "malformed message")]
    [InlineData("!<dial>\0<uid=1>", "malformed message")]
    [InlineData("!!<dial>", "malformed message")]
    [InlineData("!<a><b><c><d>", "too many units")]
    [InlineData("!<a><b><c><d", "malformed message")]
    [InlineData("!<a=123456>", "message too long")]
    [InlineData("!<a=ééé>", "message too long")]
    [InlineData("!<a=12345><b=123456>", "message too long")]
    public void Bad_input_gets_exactly_this_error(string wire, string error)
    {
        Assert.Null(RequestParser.Parse(Wire.Bytes(wire), WireEncoding.Utf8, Small, out var fault));
        Assert.Equal($"#<err={error}>", Wire.Written(output => MessageWriter.WriteFault(output, fault)));
        Assert.Equal(error != "malformed message", fault.ClosesConnection());
    }

    [Theory]
    [InlineData("!<a><b><c>")]
    [InlineData("!<a=12345>")]
    [InlineData("!<a=éé>")]
    public void A_message_at_its_limits_is_good(string wire)
    {
        Assert.NotNull(RequestParser.Parse(Wire.Bytes(wire), WireEncoding.Utf8, Small, out var fault));
        Assert.Equal(ProtocolFault.None, fault);
    }

    [Fact]
    public void The_limits_are_those_of_the_protocol()
    {
        var limits = ProtocolLimits.Default;
        Assert.Equal((8192, 64, 4096), (limits.MaxMessageBytes, limits.MaxUnits, limits.MaxValueBytes));
    }

    [Fact]
    public void Garbage_never_throws()
    {
        var special = "!?#<>= \t\r\n\0\u0004"u8.ToArray();
        var hostile = Gen.Int[0, special.Length - 1].Select(index => special[index]);
        var bytes = Gen.OneOf(hostile, Gen.Byte).Array[0, 80];
        bytes.Sample(input =>
        {
            foreach (var encoding in new[] { WireEncoding.Utf8, WireEncoding.Windows1252, WireEncoding.Latin1 })
            {
                var request = RequestParser.Parse(input, encoding, Small, out var fault);
                Assert.Equal(request is null, fault != ProtocolFault.None);
                Assert.DoesNotContain('\u0004', request?.ToString() ?? "");
                ServerMessageParser.Parse(input, encoding, Small, out _);
            }

            Wire.Frames(new(input), out _, out _);
        });
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_the_values()
    {
        var text = Gen.String[0, 30];
        Gen.Select(text, text).Sample((uid, address) =>
        {
            var written = new DialCommand(uid, address).ToString();
            var read = Assert.IsType<DialCommand>(Wire.Request(written));
            Assert.Equal(written, read.ToString());
            Assert.Equal(Encoding.UTF8.GetByteCount(written), Encoding.UTF8.GetByteCount(read.ToString()));
        });
    }

    [Fact]
    public void Notices_are_read_back_whatever_a_stranger_sends_as_his_name()
    {
        var text = Gen.String[0, 30];
        Gen.Select(text, text, Gen.Int.Positive, Gen.Int.Positive).Sample((name, number, slot, serial) =>
        {
            var read = Assert.IsType<IncomingCall>(Wire.ServerMessage(new IncomingCall("107", slot, name, number, serial).ToString()));
            Assert.Equal(("107", slot, serial), (read.Uid, read.Slot, read.Serial));
        });
    }
}
