using System.Buffers;
using BenchmarkDotNet.Attributes;
using NetTapi.Protocol;
using NetTapi.Protocol.Framing;

namespace NetTapi.Benchmarks;

/// <summary>Finding messages in what has arrived, and units in a message.</summary>
[MemoryDiagnoser]
public class FramingBenchmarks
{
    private const int Batch = 100;
    private static readonly byte[] Dial = "!<dial><uid=107><addr=9,2148441111>"u8.ToArray();
    private static readonly byte[] Pipelined = [.. Enumerable.Repeat<byte[]>([.. Dial, MessageFramer.Terminator], Batch).SelectMany(bytes => bytes)];

    /// <summary>One message out of a hundred that arrived in one segment.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public int FrameOneOfManyInASegment()
    {
        var buffer = new ReadOnlySequence<byte>(Pipelined);
        var found = 0;
        while (MessageFramer.Read(ref buffer, ProtocolLimits.Default, out _) == FrameResult.Message) found++;
        return found;
    }

    /// <summary>All units of a message, and its verb.</summary>
    [Benchmark]
    public Verb ScanUnitsAndFindVerb()
    {
        var units = new UnitReader(Dial, ProtocolLimits.Default);
        units.TryRead(out var first);
        var verb = Verbs.Find(units.Type, first);
        while (units.TryRead(out _))
        {
        }

        return verb;
    }
}
