using CsCheck;

namespace NetTapi.Media.Tests.Audio;

public class G711Tests
{
    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public void Each_octet_comes_back_through_its_sample(AudioCodec codec)
    {
        for (var octet = 0; octet < 256; octet++)
        {
            // µ-law has two zeros; the negative one comes back as the positive one.
            var expected = codec == AudioCodec.Pcmu && octet == 0x7F ? 0xFF : octet;
            Assert.Equal(expected, Encode(codec, Decode(codec, (byte)octet)));
        }
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public void A_sample_comes_back_within_half_a_step(AudioCodec codec) =>
        Gen.Short.Sample(sample =>
        {
            var back = Decode(codec, Encode(codec, sample));
            // Sixteen steps a segment: the error is at most a thirty-second of the value, and of the smallest segment near zero; µ-law clips at 32635.
            return Math.Abs(back - sample) <= (Math.Abs((int)sample) / 32) + 132;
        });

    [Theory]
    [InlineData(0, 0xFF, 0xD5)]
    [InlineData(-32768, 0x00, 0x2A)]
    [InlineData(32767, 0x80, 0xAA)]
    [InlineData(1000, 0xCE, 0xFA)]
    public void Known_samples_have_their_known_octets(short sample, byte ulaw, byte alaw)
    {
        Assert.Equal(ulaw, Encode(AudioCodec.Pcmu, sample));
        Assert.Equal(alaw, Encode(AudioCodec.Pcma, sample));
    }

    [Fact]
    public void Turning_one_law_into_the_other_is_decoding_and_encoding() =>
        Gen.Select(Gen.Byte.Array, Gen.Bool).Sample((octets, up) =>
        {
            var (from, to) = up ? (AudioCodec.Pcmu, AudioCodec.Pcma) : (AudioCodec.Pcma, AudioCodec.Pcmu);
            var expected = octets.Select(octet => Encode(to, Decode(from, octet))).ToArray();
            G711.Convert(from, to, octets);
            return octets.SequenceEqual(expected);
        });

    private static byte Encode(AudioCodec codec, short sample)
    {
        var octet = new byte[1];
        G711.Encode(codec, [sample], octet);
        return octet[0];
    }

    private static short Decode(AudioCodec codec, byte octet)
    {
        var sample = new short[1];
        G711.Decode(codec, [octet], sample);
        return sample[0];
    }
}
