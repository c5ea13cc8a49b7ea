using BenchmarkDotNet.Attributes;
using NetTapi.Protocol;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Benchmarks;

/// <summary>From the bytes of a message to its typed object.</summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private static readonly byte[] Connect = "!<connect_nettapi>"u8.ToArray();
    private static readonly byte[] Dial = "!<dial><uid=107><addr=9,2148441111>"u8.ToArray();
    private static readonly byte[] Interest = "!<interest><incoming_outside_calls><outgoing_outside_calls><uid=128>"u8.ToArray();
    private static readonly byte[] Notice =
        "#<uid=107><call=3><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>"u8.ToArray();

    /// <summary>A request without text.</summary>
    [Benchmark]
    public Request? ParseConnect() => RequestParser.Parse(Connect, WireEncoding.Utf8, ProtocolLimits.Default, out _);

    /// <summary>A request with two values.</summary>
    [Benchmark]
    public Request? ParseDial() => RequestParser.Parse(Dial, WireEncoding.Utf8, ProtocolLimits.Default, out _);

    /// <summary>A request with a list.</summary>
    [Benchmark]
    public Request? ParseInterest() => RequestParser.Parse(Interest, WireEncoding.Utf8, ProtocolLimits.Default, out _);

    /// <summary>What a client does with each notice.</summary>
    [Benchmark]
    public ServerMessage? ParseIncomingCall() => ServerMessageParser.Parse(Notice, WireEncoding.Utf8, ProtocolLimits.Default, out _);
}
