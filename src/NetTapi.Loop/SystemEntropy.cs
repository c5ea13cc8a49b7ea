using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace NetTapi.Loop;

/// <summary>Chance from the operating system's cryptographic generator.</summary>
public sealed class SystemEntropy : Entropy
{
    /// <summary>The one there is.</summary>
    public static readonly SystemEntropy Instance = new();

    private SystemEntropy()
    {
    }

    // A call takes a dozen tags and branches, and asking the generator costs the same for eight bytes as for a thousand.
    private const int Reserve = 1024;

    [ThreadStatic]
    private static byte[]? _reserve;

    [ThreadStatic]
    private static int _left;

    /// <inheritdoc />
    [SuppressMessage("ApiDesign", "RS0030", Justification = "This is the one place from which the product's chance comes.")]
    public override void Fill(Span<byte> bytes)
    {
        if (bytes.Length > Reserve / 8)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        var reserve = _reserve ??= new byte[Reserve];
        if (_left < bytes.Length)
        {
            RandomNumberGenerator.Fill(reserve);
            _left = Reserve;
        }

        _left -= bytes.Length;
        var taken = reserve.AsSpan(_left, bytes.Length);
        taken.CopyTo(bytes);
        // What was given out is nobody's to find.
        taken.Clear();
    }
}
