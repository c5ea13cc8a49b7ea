using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Simulation;

/// <summary>Mixers, recordings, prompts, keys and silence in virtual time.</summary>
public class SimulatedFeatureTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedMediaPlane _plane;

    public SimulatedFeatureTests() => _plane = new SimulatedMediaPlane(_loop, carriesSound: false);

    [Fact]
    public void All_in_a_mixer_hear_each_other_until_they_leave()
    {
        var pairs = Enumerable.Range(0, 3).Select(_ => Pair()).ToArray();
        var mixer = _plane.OpenMixer();
        foreach (var (_, inside) in pairs) mixer.Add(inside);
        foreach (var (one, _) in pairs)
        {
            foreach (var (two, _) in pairs) Assert.Equal(one != two, _plane.Reaches(one, two));
        }

        pairs[0].Inside.Play(ToneGenerator.Busy());
        Assert.False(_plane.Reaches(pairs[1].Phone, pairs[0].Phone));
        Assert.True(_plane.Reaches(pairs[0].Phone, pairs[1].Phone));
        pairs[0].Inside.Play(null);

        pairs[0].Inside.Connect(pairs[1].Inside);
        Assert.True(_plane.Reaches(pairs[0].Phone, pairs[1].Phone));
        Assert.False(_plane.Reaches(pairs[0].Phone, pairs[2].Phone));
        mixer.Add(pairs[0].Inside);
        Assert.False(_plane.Reaches(pairs[0].Phone, pairs[1].Phone));
        Assert.True(_plane.Reaches(pairs[0].Phone, pairs[2].Phone));
        mixer.Close();
        Assert.False(_plane.Reaches(pairs[0].Phone, pairs[2].Phone));
    }

    [Fact]
    public void A_prompt_ends_after_its_time_though_no_sound_is_carried()
    {
        var (_, inside) = Pair();
        var began = _loop.Now;
        var ended = TimeSpan.Zero;
        inside.Play(new WavPrompt(new Sound(new short[8000])), () => ended = _loop.Now.Since(began));
        _loop.RunUntilIdle();
        Assert.InRange(ended.TotalSeconds, 1, 1.05);
        inside.Play(new WavPrompt(new Sound(new short[8000])), () => ended = TimeSpan.Zero);
        inside.Play(null);
        _loop.RunUntilIdle();
        Assert.NotEqual(TimeSpan.Zero, ended);
    }

    [Fact]
    public void Keys_that_are_consumed_go_no_further()
    {
        var (phone, inside) = Pair();
        var (carrier, outside) = Pair();
        inside.Connect(outside);
        var (near, far) = (new List<char>(), new List<char>());
        inside.ListenForDigits(near.Add);
        carrier.ListenForDigits(far.Add);
        phone.SendDigits("1");
        inside.ListenForDigits(near.Add, consume: true);
        phone.SendDigits("2");
        _loop.RunUntilIdle();
        Assert.Equal("2", string.Concat(near));
        Assert.Equal("1", string.Concat(far));
    }

    [Fact]
    public void A_recording_ends_when_it_is_stopped_its_leg_is_closed_or_the_disk_is_full()
    {
        var ends = new List<RecordingEnd>();
        var (_, inside) = Pair();
        var stopped = inside.Record(new RecordingRequest("a.wav", false, ends.Add));
        _loop.Run(TimeSpan.FromSeconds(3));
        stopped.Stop();
        stopped.Stop();
        inside.Record(new RecordingRequest("b.wav", false, ends.Add));
        _plane.BreakRecordings();
        inside.Record(new RecordingRequest("c.wav", false, ends.Add));
        Assert.Equal("c.wav", Assert.Single(_plane.OpenRecordings).Path);
        inside.Close();
        _loop.RunUntilIdle();
        Assert.Equal([RecordingEndReason.Stopped, RecordingEndReason.DiskFull, RecordingEndReason.Stopped], ends.Select(end => end.Reason));
        Assert.Equal(TimeSpan.FromSeconds(3), ends[0].Length);
        Assert.Empty(_plane.OpenRecordings);
    }

    [Theory]
    [InlineData("dies", 1)]
    [InlineData("closes", 1)]
    [InlineData("is muted", 1)]
    [InlineData("is held", 0)]
    [InlineData("comes back", 0)]
    public void Silence_is_told_where_a_peer_says_nothing_any_more(string peer, int expected)
    {
        var (phone, inside) = Pair();
        var told = 0;
        inside.WatchSilence(TimeSpan.FromSeconds(30), () => told++);
        _loop.RunUntilIdle();
        Assert.Equal(0, _loop.PendingTimers);
        if (peer == "is held") inside.Negotiate(LegFixture.PeerOf(phone.Local, receives: false));
        if (peer is "dies" or "comes back") _plane.Silence(phone);
        if (peer == "closes") phone.Close();
        if (peer is "is muted" or "is held") phone.Negotiate(LegFixture.PeerOf(inside.Local, sends: false));
        _loop.Run(TimeSpan.FromSeconds(29));
        Assert.Equal(0, told);
        if (peer == "comes back") _plane.Silence(phone, silent: false);
        _loop.RunUntilIdle();
        Assert.Equal(expected, told);
    }

    private (IMediaLeg Phone, IMediaLeg Inside) Pair()
    {
        var (one, two) = (Open(), Open());
        one.Negotiate(LegFixture.PeerOf(two.Local));
        two.Negotiate(LegFixture.PeerOf(one.Local));
        return (one, two);
    }

    private IMediaLeg Open()
    {
        IMediaLeg? opened = null;
        _plane.OpenLeg(IPAddress.Loopback, leg => opened = leg);
        _loop.RunUntil(() => opened is not null);
        return opened!;
    }
}
