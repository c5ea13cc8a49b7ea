namespace NetTapi.Sip.Messages;

/// <summary>Why bytes were not taken as a message, and what is needed to answer them.</summary>
/// <param name="Status">The status to answer, 400 or above.</param>
/// <param name="Reason">The reason phrase to answer: never anything the peer sent.</param>
/// <param name="Method">The method of the request as far as readable; null where the bytes were no request.</param>
/// <param name="Headers">The headers as far as readable.</param>
public sealed record SipFault(int Status, string Reason, string? Method, HeaderList Headers)
{
    /// <summary>Whether an answer can and may be sent: it was a request, not an ACK, and says in a Via where it came from.</summary>
    public bool IsAnswerable => Method is not null and not SipMethods.Ack && Headers.Contains(HeaderNames.Via);

    /// <summary>The answer, with what could be read of Via, From, To, Call-ID and CSeq; null where none is to be sent.</summary>
    public SipResponse? Answer(string toTag) => IsAnswerable ? SipResponse.For(Headers, Status, Reason, toTag) : null;
}
