namespace NetTapi.Media.Tests.Digits;

/// <summary>Keys on their way through legs.</summary>
public sealed class RelayedDigitTests : IAsyncLifetime
{
    private readonly OfflineRoom _room = new();
    private readonly List<char> _heard = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void A_key_that_comes_as_an_event_becomes_a_tone_where_no_events_are_known()
    {
        var (one, two) = (_room.Open(), _room.Open(AudioCodec.Pcma, telephoneEvent: null));
        one.Leg.Connect(two.Leg);
        ushort sequence = 0;
        foreach (var key in "19*")
        {
            var timestamp = sequence * 160u;
            // The first packets are lost, and the ends come three times.
            for (var i = 3; i <= 7; i++) one.Press(++sequence, timestamp, key, Math.Min(i, 5) * 160, ends: i >= 5);
            for (var i = 0; i < 8; i++) _room.Tick();
        }

        for (var i = 0; i < 8; i++) _room.Tick();
        new DigitDetector(_heard.Add).Hear(two.Heard);
        Assert.Equal("19*", string.Concat(_heard));
        Assert.DoesNotContain(two.Packets, packet => packet[1] % 128 == 101);

        // Sound is relayed again afterwards.
        two.Packets.Clear();
        one.Say(200, 0x55);
        Assert.Single(two.Packets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Events_are_told_once_each_and_kept_back_where_asked(bool consume)
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Connect(two.Leg);
        one.Leg.ListenForDigits(_heard.Add, consume);
        for (ushort i = 1; i <= 5; i++) one.Press(i, 160, '5', i * 160, ends: i >= 3);
        for (ushort i = 6; i <= 8; i++) one.Press(i, 1600, '5', 320, ends: true);
        one.Say(20, 0x55);
        _room.Loop.RunUntilIdle();
        Assert.Equal("55", string.Concat(_heard));
        Assert.Equal(consume ? 1 : 9, two.Packets.Count);
        one.Leg.ListenForDigits(null);
        one.Press(30, 9999, '6', 160);
        _room.Loop.RunUntilIdle();
        Assert.Equal(2, _heard.Count);
    }

    [Fact]
    public void A_peer_that_named_another_number_for_events_may_send_them_with_ours()
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Negotiate(LegFixture.PeerOf(one.At, telephoneEvent: 96) with { OfferedEvent = 101 });
        one.Leg.Connect(two.Leg);
        one.Leg.ListenForDigits(_heard.Add);
        one.Press(1, 160, '5', 160);
        one.Leg.SendDigits("6");
        _room.Loop.RunUntilIdle();
        for (var i = 0; i < 8; i++) _room.Tick();
        Assert.Equal("5", string.Concat(_heard));
        Assert.Equal(101, Assert.Single(two.Packets)[1] % 128);
        Assert.All(one.Packets, packet => Assert.Equal(96, packet[1] % 128));
        Assert.NotEmpty(one.Packets);
    }

    [Fact]
    public void Tones_are_told_where_no_events_were_agreed_on_and_not_elsewhere()
    {
        foreach (var agreed in new[] { false, true })
        {
            var party = _room.Open(telephoneEvent: agreed ? (byte)101 : null);
            party.Leg.ListenForDigits(_heard.Add);
            var tones = new DigitTones(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(60));
            tones.Add("2580");
            var frame = new short[AudioFrame.Samples];
            for (ushort i = 0; tones.IsActive; i++)
            {
                tones.Read(frame);
                party.Say(i, frame);
            }

            _room.Loop.RunUntilIdle();
            Assert.Equal("2580", string.Concat(_heard));
        }
    }

    [Fact]
    public void Keys_found_in_the_sound_are_told_as_such_and_go_on_with_it()
    {
        var (one, two) = (_room.Open(telephoneEvent: null), _room.Open());
        one.Leg.Connect(two.Leg);
        var inSound = new List<char>();
        one.Leg.ListenForDigits(_heard.Add, consume: true, inSound.Add);
        var tones = new DigitTones(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(60));
        tones.Add("5");
        var frame = new short[AudioFrame.Samples];
        ushort frames = 0;
        for (; tones.IsActive; frames++)
        {
            tones.Read(frame);
            one.Say(frames, frame);
        }

        _room.Loop.RunUntilIdle();
        Assert.Equal("5", string.Concat(inSound));
        Assert.Empty(_heard);
        Assert.Equal(frames, two.Packets.Count);
    }

    [Fact]
    public void Keys_are_sent_in_order_and_as_long_as_configured()
    {
        var party = _room.Open();
        var (keys, told) = (new List<(char, double)>(), new List<char>());
        party.Leg.SendDigits("1x");
        party.Leg.SendDigits("11");
        party.Leg.SendDigits("2");
        for (var i = 0; i < 40; i++) _room.Tick();
        var receiver = default(DigitReceiver);
        var tap = new LengthTap(told, keys);
        foreach (var packet in party.Packets)
        {
            Assert.True(RtpHeader.TryRead(packet, out var header));
            receiver.Take(header, packet.AsSpan(RtpHeader.Length), tap);
        }

        Assert.Equal("112", string.Concat(told));
        Assert.Equal([('1', 100.0), ('1', 100), ('2', 100)], keys);
        Assert.Equal(21, party.Packets.Count);

        // Each key takes 100 ms and at least 50 ms of gap: 160 ms in whole ticks.
        Assert.True(RtpHeader.TryRead(party.Packets[0], out var first));
        Assert.True(RtpHeader.TryRead(party.Packets[7], out var second));
        Assert.Equal(160 * 8, SequenceNumber.Distance(first.Timestamp, second.Timestamp));
    }

    [Fact]
    public void Keys_go_on_as_tones_when_events_are_no_longer_agreed_on()
    {
        var party = _room.Open();
        party.Leg.SendDigits("12");
        for (var i = 0; i < 10; i++) _room.Tick();
        party.Leg.Negotiate(LegFixture.PeerOf(party.At, telephoneEvent: null));
        for (var i = 0; i < 20; i++) _room.Tick();
        Assert.Equal(9, party.Packets.Count(packet => packet[1] % 128 == 101));
        party.Leg.SendDigits("3");
        for (var i = 0; i < 20; i++) _room.Tick();
        new DigitDetector(_heard.Add).Hear(party.Heard);
        Assert.Equal("3", string.Concat(_heard));
    }

    [Fact]
    public void A_key_held_for_longer_than_an_event_can_say_is_one_key()
    {
        var (keys, told) = (new List<(char, double)>(), new List<char>());
        var receiver = default(DigitReceiver);
        var tap = new LengthTap(told, keys);
        Take(1000, 0xFFFF, ends: false);
        Take(1000 + 0xFFFF, 160, ends: false);
        Take(1000 + 0xFFFF, 8000, ends: true);
        Assert.Equal(['7'], told);
        Assert.Equal([('7', (0xFFFF + 8000) / 8.0)], keys);

        void Take(uint timestamp, int length, bool ends)
        {
            var packet = new byte[RtpHeader.Length];
            RtpHeader.Write(packet, 101, marker: false, 1, timestamp, 1);
            Assert.True(RtpHeader.TryRead(packet, out var header));
            receiver.Take(header, [7, ends ? (byte)0x80 : (byte)0, (byte)(length >> 8), (byte)length], tap);
        }
    }

    [Fact]
    public void A_packet_of_the_key_before_that_comes_late_is_no_key()
    {
        var party = _room.Open();
        party.Leg.ListenForDigits(_heard.Add);
        party.Press(1, 160, '1', 160);
        party.Press(3, 1760, '2', 160);
        party.Press(2, 160, '1', 320, ends: true);
        party.Press(4, 1760, '2', 320, ends: true);
        _room.Loop.RunUntilIdle();
        Assert.Equal("12", string.Concat(_heard));
    }

    private sealed class LengthTap(List<char> began, List<(char, double)> ended) : IAudioTap
    {
        public void OnAudio(ReadOnlySpan<short> samples)
        {
        }

        public void OnDigit(char digit) => began.Add(digit);

        public void OnDigitEnded(char digit, TimeSpan length) => ended.Add((digit, length.TotalMilliseconds));
    }
}
