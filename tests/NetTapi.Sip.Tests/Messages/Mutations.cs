using System.Text;
using CsCheck;

namespace NetTapi.Sip.Tests.Messages;

/// <summary>Generated damage: bytes changed, put in, cut out, said a thousand times, the end torn off.</summary>
internal static class Mutations
{
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", " ", "\t", ",", ";", ":", "<", ">", "\"", "\\", "@", "=", "?", "%", "%00", "*", "\0", "\xff", "[", "]", "/", "tag=", "sip:",
        "\r\n ", "Content-Length: 9\r\n", "l: -1\r\n", "Via: ", "99999999999999999999", "a,a,a,a,a,a,a,a,", ";a;a;a;a;a", "<sip:h>,", "\"\\\"", "SIP/2.0",
    ];

    private static readonly Gen<Func<byte[], byte[]>> Mutation = Gen.OneOf(
        Gen.Select(Gen.Double[0, 1], Gen.Byte, (at, value) => Edit(at, data => data.Length > 0 ? 1 : 0, [value])),
        Gen.Select(Gen.Double[0, 1], OneOf(Pieces), (at, piece) => Edit(at, _ => 0, Encoding.Latin1.GetBytes(piece))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 40], (at, count) => Edit(at, _ => count, [])),
        Gen.Select(Gen.Double[0, 1], OneOf(Pieces), Gen.Int[1, 2000], (at, piece, times) => Edit(at, _ => 0, Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, times))))),
        Gen.Select(Gen.Double[0, 1], Gen.Const(0), (at, _) => Edit(at, data => data.Length, [])));

    /// <summary>One of these with one to six mutations.</summary>
    public static Gen<byte[]> Of(byte[][] seeds) =>
        Gen.Select(OneOf(seeds), Mutation.Array[1, 6], (seed, mutations) => mutations.Aggregate(seed, (data, mutate) => mutate(data)));

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Func<byte[], byte[]> Edit(double at, Func<byte[], int> removed, byte[] added) => data =>
    {
        var start = (int)(at * data.Length);
        var end = Math.Min(data.Length, start + removed(data));
        return [.. data[..start], .. added, .. data[end..]];
    };
}
