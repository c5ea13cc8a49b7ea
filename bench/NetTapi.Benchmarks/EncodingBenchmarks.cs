using System.Buffers;
using BenchmarkDotNet.Attributes;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;

namespace NetTapi.Benchmarks;

/// <summary>Writing notices through the barrier, in each encoding.</summary>
[MemoryDiagnoser]
public class EncodingBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private WireEncoding _encoding = WireEncoding.Utf8;

    /// <summary>The listener's encoding.</summary>
    [Params("utf-8", "windows-1252", "latin1")]
    public string Encoding { get; set; } = "utf-8";

    /// <summary>Finds the encoding.</summary>
    [GlobalSetup]
    public void FindEncoding() => _encoding = WireEncoding.Find(Encoding)!;

    /// <summary>The start notice of a call from outside.</summary>
    [Benchmark]
    public int WriteIncomingCall()
    {
        _output.ResetWrittenCount();
        MessageWriter.WriteIncomingCall(_output, _encoding, "107", 3, 1, "FACETCORP", "9729859901");
        return _output.WrittenCount;
    }

    /// <summary>The end notice of a call.</summary>
    [Benchmark]
    public int WriteCallEnded()
    {
        _output.ResetWrittenCount();
        MessageWriter.WriteCallEnded(_output, _encoding, "107", 3, 1);
        return _output.WrittenCount;
    }
}
