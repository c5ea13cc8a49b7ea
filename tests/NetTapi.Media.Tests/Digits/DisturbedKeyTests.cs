namespace NetTapi.Media.Tests.Digits;

/// <summary>Keys that are sent or heard while something else happens to the leg.</summary>
public sealed class DisturbedKeyTests : IAsyncLifetime
{
    private readonly OfflineRoom _room = new();
    private readonly List<char> _heard = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>RFC 4733 2.5.1.2: one event has one timestamp and one marker; a second timestamp in its middle would be a second key.</summary>
    [Theory]
    [InlineData("beep")]
    [InlineData("stop")]
    [InlineData("connect")]
    [InlineData("mix")]
    [InlineData("negotiate")]
    public void A_key_that_is_being_sent_is_not_doubled_by_what_happens_meanwhile(string what)
    {
        var (one, two) = (_room.Open(), _room.Open());
        two.Leg.Connect(one.Leg);
        one.Leg.SendDigits("5");
        for (var i = 0; i < 3; i++) _room.Tick();
        if (what == "beep") one.Leg.Play(new ToneGenerator(1400, length: TimeSpan.FromMilliseconds(60)));
        if (what == "stop") one.Leg.Play(null);
        if (what == "connect") one.Leg.Connect(null);
        if (what == "mix") new MediaMixer(_room.Parts).Add(one.Leg);
        if (what == "negotiate") one.Leg.Negotiate(LegFixture.PeerOf(one.At));
        for (var i = 0; i < 20; i++) _room.Tick();
        var events = one.Packets.Where(packet => packet[1] % 128 == 101).ToArray();
        Assert.Equal(7, events.Length);
        Assert.Single(events.Select(packet => Convert.ToHexString(packet, 4, 4)).Distinct());
        Assert.Single(events, packet => packet[1] >= 128);
        AssertInOrder(one);
    }

    /// <summary>What comes after the key is new in time: marked, and at least as far on as the clock.</summary>
    [Fact]
    public void What_follows_a_key_that_was_cut_off_does_not_share_its_time()
    {
        var party = _room.Open();
        party.Leg.SendDigits("5");
        for (var i = 0; i < 4; i++) _room.Tick();
        party.Leg.Negotiate(LegFixture.PeerOf(party.At, telephoneEvent: null));
        party.Leg.Play(new ToneGenerator(440));
        _room.Tick();
        Assert.True(RtpHeader.TryRead(party.Packets[0], out var key));
        Assert.True(RtpHeader.TryRead(party.Packets[^1], out var sound));
        Assert.Equal(4 * AudioFrame.Samples, SequenceNumber.Distance(key.Timestamp, sound.Timestamp));
        Assert.True(sound.Marker);
    }

    [Fact]
    public void A_key_in_the_middle_of_which_something_is_negotiated_is_heard_once()
    {
        var party = _room.Open();
        party.Leg.ListenForDigits(_heard.Add);
        party.Press(1, 160, '5', 160);
        party.Leg.Negotiate(LegFixture.PeerOf(party.At));
        party.Press(2, 160, '5', 320);
        party.Press(3, 160, '5', 320, ends: true);
        _room.Loop.RunUntilIdle();
        Assert.Equal("5", string.Concat(_heard));
    }

    /// <summary>A gateway that switches to another source may begin its timestamps anew and keep its SSRC: keys were not heard again for as long as they were behind.</summary>
    [Fact]
    public void Keys_are_heard_after_the_timestamps_of_a_stream_went_back()
    {
        var party = _room.Open();
        party.Leg.ListenForDigits(_heard.Add);
        party.Press(1, 3_000_000, '1', 160);
        party.Press(2, 3_000_000, '1', 320, ends: true);
        party.Press(3, 1_000, '2', 160);
        party.Press(4, 1_000, '2', 320, ends: true);
        party.Press(5, 9_000, '3', 320, ends: true);
        _room.Loop.RunUntilIdle();
        Assert.Equal("123", string.Concat(_heard));
    }

    private static void AssertInOrder(OfflineParty party)
    {
        for (var i = 1; i < party.Packets.Count; i++)
        {
            Assert.True(RtpHeader.TryRead(party.Packets[i - 1], out var before));
            Assert.True(RtpHeader.TryRead(party.Packets[i], out var after));
            Assert.Equal(1, SequenceNumber.Distance(before.Sequence, after.Sequence));
            Assert.True(SequenceNumber.Distance(before.Timestamp, after.Timestamp) >= 0);
        }
    }
}
