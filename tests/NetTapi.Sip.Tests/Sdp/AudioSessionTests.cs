using System.Collections.Immutable;
using System.Net;
using CsCheck;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Tests.Sdp;

public class AudioSessionTests
{
    private static readonly SdpOrigin Origin = new(7, 1, IPAddress.Parse("192.0.2.10"));
    private static readonly IPEndPoint Here = IPEndPoint.Parse("192.0.2.10:30000");

    [Fact]
    public void An_offer_is_what_a_telephone_expects() => Assert.Equal(
        """
        v=0
        o=- 7 1 IN IP4 192.0.2.10
        s=-
        c=IN IP4 192.0.2.10
        t=0 0
        m=audio 30000 RTP/AVP 0 8 101
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=ptime:20
        a=sendrecv

        """.ReplaceLineEndings("\r\n"),
        AudioSession.Offer(Origin, Here, AudioSession.DefaultCodecs).ToString());

    [Fact]
    public void IPv6_is_named_as_such()
    {
        var offer = AudioSession.Offer(new(7, 1, IPAddress.IPv6Loopback), new IPEndPoint(IPAddress.IPv6Loopback, 4000), [SdpCodec.Pcma]);

        Assert.Contains("c=IN IP6 ::1\r\n", offer.ToString(), StringComparison.Ordinal);
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 4000), AudioEndpoint.Of(offer)!.Target);
    }

    [Fact]
    public void An_answer_uses_the_offerers_payload_types_and_refuses_the_rest()
    {
        var offer = SessionDescriptionTests.Parse(
            """
            v=0
            o=a 1 1 IN IP4 198.51.100.1
            s=-
            c=IN IP4 198.51.100.1
            t=3 4
            m=video 5000 RTP/AVP 31
            m=audio 5002 RTP/AVP 18 97 8 0
            a=rtpmap:97 telephone-event/8000
            m=audio 5004 RTP/AVP 0
            """);
        var answer = AudioSession.Answer(offer, Origin, Here, AudioSession.DefaultCodecs)!;

        Assert.Equal([0, 30000, 0], answer.Media.Select(media => media.Port));
        Assert.Equal(["97", "8", "0"], answer.Media[1].Formats);
        Assert.Equal("t=3 4", answer.Lines[^1].ToString());
        Assert.Equal(97, AudioEndpoint.Of(answer)!.TelephoneEvent!.PayloadType);
        Assert.Equal("PCMA", AudioEndpoint.Of(answer)!.Preferred!.Name);
    }

    [Theory]
    [InlineData("m=audio 5000 RTP/AVP 18")]
    [InlineData("m=audio 5000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000")]
    [InlineData("m=audio 0 RTP/AVP 0")]
    [InlineData("m=audio 5000 RTP/SAVP 0")]
    [InlineData("m=image 5000 udptl t38")]
    public void An_offer_without_a_sound_of_ours_has_no_answer(string media) =>
        Assert.Null(AudioSession.Answer(
            SessionDescriptionTests.Parse($"v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n{media}"), Origin, Here, AudioSession.DefaultCodecs));

    [Theory]
    [InlineData("99 100 101\na=rtpmap:99 telephone-event/48000\na=rtpmap:100 telephone-event/16000\na=rtpmap:101 telephone-event/8000", 101)]
    [InlineData("99\na=rtpmap:99 telephone-event/16000", null)]
    public void Keys_come_at_the_clock_of_the_sound(string events, int? expected)
    {
        var offer = SessionDescriptionTests.Parse($"v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 5000 RTP/AVP 96 0 {events}\na=rtpmap:96 opus/48000/2");
        Assert.Equal(expected, AudioEndpoint.Of(offer)!.TelephoneEvent?.PayloadType);
        Assert.Equal(expected, AudioEndpoint.Of(AudioSession.Answer(offer, Origin, Here, AudioSession.DefaultCodecs)!)!.TelephoneEvent?.PayloadType);
    }

    private static readonly Gen<MediaDirection> Direction = Gen.Int[0, 3].Select(value => (MediaDirection)value);

    private static readonly Gen<ImmutableArray<SdpCodec>> Codecs = Gen.Shuffle(new[]
        {
            SdpCodec.Pcmu, SdpCodec.Pcma, new SdpCodec(18, "G729", 8000), new SdpCodec(96, "telephone-event", 8000, 1, "0-15"), new SdpCodec(111, "opus", 48000, 2),
        })
        .SelectMany(all => Gen.Int[1, all.Length].Select(count => all.Take(count).ToImmutableArray()));

    [Fact]
    public void Every_answer_fits_its_offer_and_all_is_read_back_as_written() =>
        Gen.Select(Codecs, Direction, Direction, Gen.Int[1, 65535]).Sample((codecs, offered, wanted, port) =>
        {
            var there = new IPEndPoint(IPAddress.Parse("198.51.100.1"), port);
            var offer = AudioSession.Offer(Origin, there, codecs, offered);
            var read = AudioEndpoint.Of(SessionDescriptionTests.Parse(offer.ToString()))!;
            Assert.Equal(offer, SessionDescriptionTests.Parse(offer.ToString()));
            Assert.Equal(there, read.Target);
            Assert.Equal(codecs, read.Codecs);
            Assert.Equal(offered, read.Direction);

            var answer = AudioSession.Answer(offer, Origin, Here, AudioSession.DefaultCodecs, wanted);
            Assert.Equal(codecs.Any(codec => codec.PayloadType is 0 or 8), answer is not null);
            if (answer is null) return;
            var answered = AudioEndpoint.Of(answer)!;
            Assert.Equal(offer.Media.Length, answer.Media.Length);
            Assert.Equal(codecs.Where(codec => codec.PayloadType is 0 or 8 or 96), answered.Codecs);
            Assert.Equal(offered.HasFlag(MediaDirection.ReceiveOnly) && wanted.HasFlag(MediaDirection.SendOnly), answered.Direction.HasFlag(MediaDirection.SendOnly));
            Assert.Equal(offered.HasFlag(MediaDirection.SendOnly) && wanted.HasFlag(MediaDirection.ReceiveOnly), answered.Direction.HasFlag(MediaDirection.ReceiveOnly));
        });
}
