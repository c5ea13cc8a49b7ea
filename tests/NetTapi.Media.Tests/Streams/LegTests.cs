using System.Net;
using System.Threading.Channels;

namespace NetTapi.Media.Tests.Streams;

public sealed class LegTests : IAsyncLifetime
{
    private readonly LegFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_tone_is_heard_through_a_relay()
    {
        var (phone, inside) = await _fixture.OpenPairAsync();
        var (outside, carrier) = await _fixture.OpenPairAsync();
        inside.Connect(outside);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        carrier.Listen(new ToneDetector(440, _ => heard.TrySetResult()));
        phone.Play(new ToneGenerator(440));
        await heard.Task;
        Assert.Equal(0, carrier.Figures.PacketsRefused);
    }

    [Fact]
    public async Task Digits_are_heard_through_a_relay_each_once_and_in_order()
    {
        var (phone, inside) = await _fixture.OpenPairAsync();
        var (outside, carrier) = await _fixture.OpenPairAsync();
        inside.Connect(outside);
        var heard = Channel.CreateUnbounded<char>();
        carrier.Listen(new ToneDetector(440, _ => { }, digit => heard.Writer.TryWrite(digit)));
        phone.SendDigits("4421#");
        var digits = new List<char>();
        for (var i = 0; i < 5; i++) digits.Add(await heard.Reader.ReadAsync());
        Assert.Equal("4421#", string.Concat(digits));
    }

    [Fact]
    public async Task RTP_has_an_even_port()
    {
        for (var i = 0; i < 10; i++) Assert.Equal(0, (await _fixture.OpenAsync()).Local.Port % 2);
    }

    [Fact]
    public async Task A_closed_leg_does_nothing_and_takes_all_calls()
    {
        var (one, two) = await _fixture.OpenPairAsync();
        one.Close();
        one.Close();
        one.Play(new ToneGenerator(440));
        one.Connect(two);
        one.Listen(null);
        one.Negotiate(LegFixture.PeerOf(two.Local));
        one.SendDigits("1");
        Assert.Equal(1, _fixture.Plane.OpenLegs);
    }

    [Fact]
    public async Task A_closed_plane_gives_no_leg()
    {
        var plane = new MediaPlane(_fixture.Loop, new MediaOptions { Ports = PortRange.Any });
        await plane.DisposeAsync();
        var opened = new TaskCompletionSource<IMediaLeg?>(TaskCreationOptions.RunContinuationsAsynchronously);
        plane.OpenLeg(IPAddress.Loopback, opened.SetResult);
        Assert.Null(await opened.Task);
    }

    [Fact]
    public async Task Two_calls_exchange_a_leg_and_the_one_left_over_hears_nothing()
    {
        var (phone, inside) = await _fixture.OpenPairAsync();
        var (first, firstCarrier) = await _fixture.OpenPairAsync();
        var (second, secondCarrier) = await _fixture.OpenPairAsync();
        inside.Connect(first);
        inside.Connect(second);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        secondCarrier.Listen(new ToneDetector(440, _ => heard.TrySetResult()));
        phone.Play(new ToneGenerator(440));
        await heard.Task;
        Assert.Equal(0, firstCarrier.Figures.PacketsReceived);
        Assert.Equal(0, first.Figures.PacketsSent);
    }
}
