using System.Buffers.Binary;
using CsCheck;

namespace NetTapi.Media.Tests.Digits;

public class DigitTests
{
    [Fact]
    public void A_digit_grows_ends_three_times_and_is_followed_by_its_gap()
    {
        var sent = Send("5");
        var packets = sent.OfType<byte[]>().ToArray();
        Assert.Equal([160, 320, 480, 640, 800, 800, 800], packets.Select(packet => (int)BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2))));
        Assert.Equal([false, false, false, false, true, true, true], packets.Select(packet => (packet[1] & 0x80) != 0));
        Assert.All(packets, packet => Assert.Equal(5, packet[0]));
        Assert.Equal(5 + 5, sent.Count);
    }

    [Fact]
    public void Each_digit_is_told_once_whatever_is_lost_or_doubled() =>
        Gen.Select(Gen.Char["0123456789*#ABCD"].Array[1, 12], Gen.Int[0, 6].Array[200]).Sample((digits, fates) =>
        {
            var receiver = default(DigitReceiver);
            var told = new List<char>();
            var timestamp = uint.MaxValue - 2000;
            var fate = 0;
            foreach (var (packet, begins, index) in Packets(new string(digits)))
            {
                if (begins) timestamp = unchecked(timestamp + 1600);
                var isLastChance = index == 6;
                // One packet of each event always arrives; the others are lost, doubled or arrive.
                var copies = isLastChance ? 1 : fates[fate++ % fates.Length] switch { 0 => 2, 1 => 1, _ => 0 };
                for (; copies > 0; copies--)
                {
                    if (receiver.Take(Header(timestamp), packet, null) is { } digit) told.Add(digit);
                }
            }

            return told.SequenceEqual(digits);
        });

    [Theory]
    [InlineData("")]
    [InlineData("12x")]
    [InlineData("1 2")]
    public void Only_keys_can_be_sent(string digits) => Assert.False(TelephoneEvents.AreDigits(digits));

    private static List<byte[]?> Send(string digits)
    {
        var sender = new DigitSender(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
        sender.Add(digits);
        var sent = new List<byte[]?>();
        while (sender.IsActive)
        {
            var payload = new byte[4];
            sent.Add(sender.Next(payload, out _) ? payload : null);
        }

        return sent;
    }

    private static IEnumerable<(byte[] Packet, bool Begins, int Index)> Packets(string digits)
    {
        var sender = new DigitSender(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
        sender.Add(digits);
        var index = 0;
        while (sender.IsActive)
        {
            var payload = new byte[4];
            if (!sender.Next(payload, out var begins)) continue;
            index = begins ? 0 : index + 1;
            yield return (payload, begins, index);
        }
    }

    private static RtpHeader Header(uint timestamp)
    {
        var packet = new byte[RtpHeader.Length];
        RtpHeader.Write(packet, 101, marker: false, 1, timestamp, 1);
        Assert.True(RtpHeader.TryRead(packet, out var header));
        return header;
    }
}
