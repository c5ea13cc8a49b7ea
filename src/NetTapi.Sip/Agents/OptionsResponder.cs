using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Agents;

/// <summary>Answers OPTIONS outside dialogs: what this element can do (RFC 3261 11.2). On the loop.</summary>
/// <param name="entropy">For the tag.</param>
/// <param name="methods">The methods allowed, as they stand when asked.</param>
/// <param name="extensions">The option tags supported, as they stand when asked.</param>
public sealed class OptionsResponder(Entropy entropy, Func<IReadOnlyCollection<string>> methods, Func<IReadOnlyCollection<string>> extensions)
    : IRequestHandler
{
    /// <inheritdoc />
    public void OnRequest(IncomingRequest request)
    {
        var toTag = entropy.Hex(8);
        request.Respond(RequestInspection.RefuseExtensions(request.Request, extensions(), toTag) ?? Answer(request.Request, toTag));
    }

    private SipResponse Answer(SipRequest request, string toTag) =>
        SipResponse.For(request, 200, null, toTag)
            .With(HeaderNames.Allow, string.Join(", ", methods()))
            .With(HeaderNames.Accept, SessionDescription.ContentType)
            .With(HeaderNames.AcceptEncoding, "identity")
            .With(HeaderNames.AcceptLanguage, "en")
            .With(HeaderNames.Supported, string.Join(", ", extensions()));
}
