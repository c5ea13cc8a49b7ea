using System.Buffers;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Tests;

/// <summary>What the hot paths promise: they allocate nothing, and a typed message is one object with the strings it keeps.</summary>
public class AllocationTests
{
    private static readonly byte[] Dial = Wire.Terminated("!<dial><uid=107><addr=9,2148441111>");
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    [Fact]
    public void Framing_allocates_nothing() => AssertNothing(() =>
    {
        var buffer = new ReadOnlySequence<byte>(Dial);
        if (MessageFramer.Read(ref buffer, ProtocolLimits.Default, out _) != FrameResult.Message) throw new InvalidOperationException();
    });

    [Fact]
    public void Scanning_units_and_finding_the_verb_allocate_nothing() => AssertNothing(() =>
    {
        var units = new UnitReader(Dial.AsSpan(0, Dial.Length - 1), ProtocolLimits.Default);
        units.TryRead(out var first);
        if (Verbs.Find(units.Type, first) != Verb.Dial) throw new InvalidOperationException();
        while (units.TryRead(out _))
        {
        }
    });

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    [InlineData("latin1")]
    public void Encoding_a_notice_allocates_nothing(string name)
    {
        var encoding = WireEncoding.Find(name)!;
        AssertNothing(() =>
        {
            _output.ResetWrittenCount();
            MessageWriter.WriteIncomingCall(_output, encoding, "107", 3, 1, "Zoë <Corp>", "+9729859901");
            MessageWriter.WriteOutgoingCall(_output, encoding, "107", 3, 1, "9728441111");
            MessageWriter.WriteCallEnded(_output, encoding, "107", 3, 1);
            MessageWriter.WriteError(_output, encoding, new ResponseHead("dial"), "all lines busy");
        });
    }

    [Fact]
    public void A_request_without_text_is_one_object()
    {
        var wire = Wire.Bytes("!<connect_nettapi>");
        var bytes = Measure(() => Requests.RequestParser.Parse(wire, WireEncoding.Utf8, ProtocolLimits.Default, out _));
        Assert.InRange(bytes, 1, 32);
    }

    private static void AssertNothing(Action action) => Assert.Equal(0, Measure(action));

    private static long Measure(Action action)
    {
        for (var i = 0; i < 100; i++) action();
        // The runtime may compile a better version, or collect, on this thread: the best of a few measures is the path's own.
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
