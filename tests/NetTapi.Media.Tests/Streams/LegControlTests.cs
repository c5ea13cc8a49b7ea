using System.Net;

namespace NetTapi.Media.Tests.Streams;

/// <summary>What a leg tells the loop, and what it sends when several things want to be sent.</summary>
public sealed class LegControlTests : IAsyncLifetime
{
    private readonly OfflineRoom _room = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void The_end_of_a_prompt_is_told_once()
    {
        var party = _room.Open();
        var told = 0;
        party.Leg.Play(new WavPrompt(new Sound(new short[480])), () => told++);
        for (var i = 0; i < 3; i++)
        {
            _room.Tick();
            _room.Loop.RunUntilIdle();
            Assert.Equal(0, told);
        }

        for (var i = 0; i < 3; i++) _room.Tick();
        _room.Loop.RunUntilIdle();
        Assert.Equal(1, told);
        Assert.Equal(3, party.Packets.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_end_that_is_on_its_way_is_not_told_after_another_sound_or_the_leg_s_end(bool closes)
    {
        var party = _room.Open();
        var told = 0;
        party.Leg.Play(new WavPrompt(new Sound(new short[160])), () => told++);
        _room.Tick();
        _room.Tick();
        if (closes) party.Leg.Close();
        else party.Leg.Play(new ToneGenerator(440));
        _room.Loop.RunUntilIdle();
        Assert.Equal(0, told);
    }

    [Fact]
    public void A_source_that_throws_has_ended()
    {
        var party = _room.Open();
        var told = 0;
        party.Leg.Play(new Thrower(), () => told++);
        Assert.Throws<InvalidOperationException>(() => party.Leg.OnTick());
        _room.Loop.RunUntilIdle();
        Assert.Equal(1, told);
        party.Leg.Play(null);
    }

    [Fact]
    public void Nothing_is_relayed_while_a_sound_is_played()
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Connect(two.Leg);
        one.Say(1, 0x55);
        two.Leg.Play(new ToneGenerator(440));
        one.Say(2, 0x55);
        one.Say(3, 0x55);
        _room.Tick();
        Assert.Equal(2, two.Packets.Count);
        Assert.NotEqual(0x55, two.Packets[1][^1]);
        two.Leg.Play(null);
        one.Say(4, 0x55);
        Assert.Equal(3, two.Packets.Count);
        Assert.Equal(0x55, two.Packets[2][^1]);
    }

    [Fact]
    public void G722_goes_through_as_it_is_and_is_never_mistaken_for_another_codec()
    {
        var (one, two, three) = (_room.Open(), _room.Open(), _room.Open());
        one.Leg.Negotiate(new MediaPeer(one.At, AudioCodec.G722, 0, null));
        two.Leg.Negotiate(new MediaPeer(two.At, AudioCodec.G722, 9, null));
        one.Leg.Connect(two.Leg);
        one.Say(1, 0x55);
        Assert.Equal(9, two.Packets[0][1] & 0x7F);
        Assert.Equal(0x55, two.Packets[0][^1]);
        one.Leg.Connect(three.Leg);
        one.Say(2, 0x55);
        Assert.Empty(three.Packets);
        two.Leg.Play(new ToneGenerator(440));
        two.Leg.SendDigits("1");
        for (var i = 0; i < 5; i++) _room.Tick();
        Assert.Single(two.Packets);
    }

    [Fact]
    public void Silence_is_told_once_after_its_time_and_sound_puts_it_off()
    {
        var party = _room.Open();
        var told = 0;
        party.Leg.WatchSilence(TimeSpan.FromSeconds(10), () => told++);
        for (var second = 0; second < 30; second++)
        {
            if (second < 12) party.Say((ushort)second, 0x55);
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            party.Leg.LookForSilence();
            _room.Loop.RunUntilIdle();
            Assert.Equal(second < 20 ? 0 : 1, told);
        }

        party.Leg.WatchSilence(TimeSpan.FromSeconds(1), () => told += 10);
        party.Leg.WatchSilence(null, null);
        _room.Time.Advance(TimeSpan.FromSeconds(5));
        party.Leg.LookForSilence();
        _room.Loop.RunUntilIdle();
        Assert.Equal(1, told);
    }

    [Fact]
    public void Strangers_are_no_sign_of_life()
    {
        var party = _room.Open();
        var told = 0;
        party.Leg.WatchSilence(TimeSpan.FromSeconds(10), () => told++);
        var packet = new byte[172];
        RtpHeader.Write(packet, 0, marker: false, 1, 160, 9);
        for (var second = 0; second < 10; second++)
        {
            party.Leg.OnPacket(packet, PeerAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 4002)), _room.Time.GetTimestamp());
            _room.Time.Advance(TimeSpan.FromSeconds(1));
        }

        party.Leg.LookForSilence();
        _room.Loop.RunUntilIdle();
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_peer_that_we_hold_lives_by_its_reports_and_another_does_not(bool held, int expected)
    {
        var party = _room.Open();
        if (held) party.Leg.Negotiate(LegFixture.PeerOf(party.At, receives: false));
        var told = 0;
        party.Leg.WatchSilence(TimeSpan.FromSeconds(10), () => told++);
        var report = new byte[RtcpReport.MaxLength];
        var length = RtcpReport.Write(report, new OutboundFigures(1, 0, 0, 0), default, DateTimeOffset.UnixEpoch);
        for (var second = 0; second < 20; second++)
        {
            party.Leg.OnControlPacket(report.AsSpan(0, length), PeerAddress.From(party.At));
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            party.Leg.LookForSilence();
        }

        _room.Loop.RunUntilIdle();
        Assert.Equal(expected, told);
        Assert.Equal(0, party.Leg.Figures.PacketsRefused);
        party.Leg.OnControlPacket("not a report at all"u8.ToArray(), PeerAddress.From(party.At));
        party.Leg.OnControlPacket(report.AsSpan(0, length - 1), PeerAddress.From(party.At));
        Assert.Equal(2, party.Leg.Figures.PacketsRefused);
    }

    /// <summary>Payload type 13 is comfort noise wherever it was not given to something else (RFC 3551 6): phones send it in place of silence, asked or not.</summary>
    [Fact]
    public void A_peer_that_sends_comfort_noise_lives_and_is_not_relayed()
    {
        var (party, other) = (_room.Open(), _room.Open());
        party.Leg.Connect(other.Leg);
        var told = 0;
        party.Leg.WatchSilence(TimeSpan.FromSeconds(10), () => told++);
        var packet = new byte[RtpHeader.Length + 1];
        for (ushort second = 0; second < 20; second++)
        {
            RtpHeader.Write(packet, 13, marker: false, second, second * 8000u, 9);
            party.Leg.OnPacket(packet, PeerAddress.From(party.At), _room.Time.GetTimestamp());
            party.Leg.OnPacket(packet, PeerAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.1"), party.At.Port)), _room.Time.GetTimestamp());
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            party.Leg.LookForSilence();
        }

        _room.Loop.RunUntilIdle();
        Assert.Equal(0, told);
        Assert.Empty(other.Packets);
        Assert.Equal(20, party.Leg.Figures.PacketsRefused);
    }

    /// <summary>Session timers and hold negotiate again (RFC 4028): who is muted sends nothing, and would hear nothing until it speaks.</summary>
    [Fact]
    public void A_peer_behind_NAT_that_negotiates_again_is_still_sent_to_where_it_was_heard_from()
    {
        var (party, other) = (_room.Open(), _room.Open());
        other.Leg.Connect(party.Leg);
        var packet = new byte[RtpHeader.Length + AudioFrame.Samples];
        RtpHeader.Write(packet, 0, marker: false, 1, 160, 9);
        party.Leg.OnPacket(packet, PeerAddress.From(new IPEndPoint(party.At.Address, 61_000)), _room.Time.GetTimestamp());
        party.Leg.Negotiate(LegFixture.PeerOf(party.At));
        other.Say(1, 0x55);
        Assert.Equal(61_000, party.SentTo);
        party.Leg.OnPacket(packet, PeerAddress.From(new IPEndPoint(party.At.Address, 62_000)), _room.Time.GetTimestamp());
        other.Say(2, 0x55);
        Assert.Equal(62_000, party.SentTo);
        party.Leg.Negotiate(LegFixture.PeerOf(new IPEndPoint(party.At.Address, 7000)));
        other.Say(3, 0x55);
        Assert.Equal(7000, party.SentTo);
    }

    [Fact]
    public void Who_could_not_be_sent_to_for_a_while_is_told_of_time_and_not_of_loss()
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Connect(two.Leg);
        one.Say(1, 0x55);
        two.Leg.Negotiate(LegFixture.PeerOf(two.At, sends: false));
        for (ushort i = 2; i < 200; i++)
        {
            _room.Tick();
            one.Say(i, 0x55);
        }

        two.Leg.Negotiate(LegFixture.PeerOf(two.At));
        _room.Tick();
        one.Say(200, 0x55);
        Assert.True(RtpHeader.TryRead(two.Packets[0], out var before));
        Assert.True(RtpHeader.TryRead(two.Packets[1], out var after));
        Assert.Equal(1, SequenceNumber.Distance(before.Sequence, after.Sequence));
        Assert.Equal(199 * 160, SequenceNumber.Distance(before.Timestamp, after.Timestamp));
        Assert.True(after.Marker);
    }

    private sealed class Thrower : IAudioSource
    {
        public bool Read(Span<short> frame) => throw new InvalidOperationException("no more");
    }
}
