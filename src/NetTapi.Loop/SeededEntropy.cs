namespace NetTapi.Loop;

/// <summary>Chance that a number repeats: the same seed gives the same bytes, in the order they are asked for (SplitMix64). Never for the product.</summary>
public sealed class SeededEntropy(ulong seed) : Entropy
{
    private readonly Lock _gate = new();
    private ulong _state = seed;

    /// <inheritdoc />
    public override void Fill(Span<byte> bytes)
    {
        lock (_gate)
        {
            Span<byte> word = stackalloc byte[8];
            while (!bytes.IsEmpty)
            {
                BitConverter.TryWriteBytes(word, NextWord());
                var count = Math.Min(bytes.Length, word.Length);
                word[..count].CopyTo(bytes);
                bytes = bytes[count..];
            }
        }
    }

    private ulong NextWord()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var word = _state;
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
