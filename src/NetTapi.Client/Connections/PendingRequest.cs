using NetTapi.Protocol.Messages;

namespace NetTapi.Client.Connections;

/// <summary>
/// A request whose response has not come. Responses come in the order of the requests (W8), so that only the oldest is offered a message; one whose caller has given up stays
/// in its place until its response has passed.
/// </summary>
internal abstract class PendingRequest(string verb)
{
    /// <summary>The verb, as the response names it.</summary>
    protected string Verb { get; } = verb;

    /// <summary>Takes a response, or the next message of one.</summary>
    public abstract Reception Offer(ServerMessage message);

    /// <summary>No response will come.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Whether this is the error that answers the request. A message that could not be read is named by no verb.</summary>
    protected bool IsMine(ResponseHead head) => head.Keyword.Length == 0 || head.Keyword == Verb;
}

/// <summary>What became of a message that was offered.</summary>
internal enum Reception
{
    /// <summary>It answers something else: an error to a command that has no response.</summary>
    NotMine,

    /// <summary>It was taken, and more belongs to it.</summary>
    More,

    /// <summary>The response is complete.</summary>
    Complete,
}
