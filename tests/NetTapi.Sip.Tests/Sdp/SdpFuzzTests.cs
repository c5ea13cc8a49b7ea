using System.Net;
using System.Text;
using CsCheck;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Tests.Messages;

namespace NetTapi.Sip.Tests.Sdp;

/// <summary>Whatever a peer calls a description: nothing throws, what is read is written back, and an answer always fits its offer.</summary>
public class SdpFuzzTests
{
    private static readonly SdpOrigin Origin = new(7, 1, IPAddress.Parse("192.0.2.10"));

    private static readonly byte[][] Seeds =
    [
        AudioSession.Offer(Origin, IPEndPoint.Parse("192.0.2.10:30000"), AudioSession.DefaultCodecs).ToBytes(),
        Encoding.UTF8.GetBytes("v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP6 ::1/3\r\na=inactive\r\nm=audio 4/2 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000/1\r\nm=image 0 udptl t38\r\n"),
    ];

    [Fact]
    public void Mutated_descriptions_are_taken_or_refused_and_what_is_taken_stays_itself() => Mutations.Of(Seeds).Sample(
        data =>
        {
            if (!SessionDescription.TryParse(data, out var description)) return;
            Assert.True(SessionDescription.TryParse(description.ToBytes(), out var again));
            Assert.Equal(description, again);
            var answer = AudioSession.Answer(description, Origin, IPEndPoint.Parse("192.0.2.10:30000"), AudioSession.DefaultCodecs);
            if (answer is null) return;
            Assert.Equal(description.Media.Select(media => media.Media), answer.Media.Select(media => media.Media));
            Assert.NotNull(AudioEndpoint.Of(answer)!.Preferred);
        },
        iter: 10_000,
        print: Convert.ToBase64String);
}
