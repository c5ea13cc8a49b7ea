using CsCheck;

namespace NetTapi.Media.Tests.Digits;

public class ToneBankTests
{
    [Fact]
    public void Eight_filters_at_once_find_what_each_alone_finds() =>
        Gen.Select(Gen.Double[50, 3900].Array[8], Gen.Short.Array[1, 400]).Sample((frequencies, sound) =>
        {
            var powers = new double[8];
            new ToneBank(frequencies).Powers(sound, powers);
            for (var i = 0; i < 8; i++)
            {
                var alone = new Goertzel(frequencies[i]).Power(sound);
                Assert.True(Math.Abs(powers[i] - alone) <= 1e-6 * (1 + alone), $"{powers[i]} and {alone}");
            }
        });
}
