using NetTapi.Sip.Sdp;

namespace NetTapi.Phone;

/// <summary>Makes the offers that put the other side on hold.</summary>
internal static class HoldOffer
{
    public static SessionDescription Make(PhoneAudio audio, HoldStyle style) => style switch
    {
        HoldStyle.SendOnly => audio.Offer(MediaDirection.SendOnly),
        HoldStyle.Inactive => audio.Offer(MediaDirection.Inactive),
        _ => AtNoAddress(audio.Offer()),
    };

    private static SessionDescription AtNoAddress(SessionDescription offer) =>
        offer with { Lines = [.. offer.Lines.Select(line => line.Type == 'c' ? new SdpLine('c', "IN IP4 0.0.0.0") : line)] };
}
