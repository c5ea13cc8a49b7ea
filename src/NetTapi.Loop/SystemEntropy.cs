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

    /// <inheritdoc />
    [SuppressMessage("ApiDesign", "RS0030", Justification = "This is the one place from which the product's chance comes.")]
    public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
