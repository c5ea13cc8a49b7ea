using CsCheck;

namespace NetTapi.Loop.Tests;

public class EntropyTests
{
    [Fact]
    public void A_seed_repeats_its_bytes() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 32]).Sample((seed, bytes) => new SeededEntropy(seed).Hex(bytes) == new SeededEntropy(seed).Hex(bytes));

    [Fact]
    public void Different_seeds_give_different_bytes() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(seed => new SeededEntropy((ulong)seed).Hex(16)).Distinct().Count());

    [Fact]
    public void Hex_has_two_lower_case_digits_a_byte() =>
        Assert.Matches("^[0-9a-f]{32}$", SystemEntropy.Instance.Hex(16));

    [Fact]
    public void The_systems_chance_never_repeats_over_many_pieces_of_many_sizes_and_threads()
    {
        var pieces = ParallelEnumerable.Range(0, 20_000).Select(i => SystemEntropy.Instance.Hex(8 + (i % 25))[..16]).ToList();
        Assert.Equal(pieces.Count, pieces.Distinct().Count());
        Assert.DoesNotContain(pieces, piece => piece.EndsWith("00000000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_is_below_its_bound_and_reaches_every_value()
    {
        var entropy = new SeededEntropy(1);
        var seen = Enumerable.Range(0, 1_000).Select(_ => entropy.Next(6)).ToHashSet();
        Assert.Equal([0, 1, 2, 3, 4, 5], seen.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => entropy.Next(0));
    }
}
