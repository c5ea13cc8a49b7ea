using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Answers requests of one method outside a dialog: REGISTER, OPTIONS and the like. On the loop.</summary>
public interface IRequestHandler
{
    /// <summary>The option tags that a Require may name in requests to it; null: those of calls.</summary>
    IReadOnlyCollection<string>? Extensions => null;

    /// <summary>A request arrived. Exactly one final answer must follow, now or later.</summary>
    void OnRequest(IncomingRequest request);
}

/// <summary>A request that waits for its answer. On the loop.</summary>
public abstract class IncomingRequest
{
    /// <summary>The request.</summary>
    public abstract SipRequest Request { get; }

    /// <summary>Where it came from, and so where the answer goes.</summary>
    public abstract Flow Flow { get; }

    /// <summary>Answers, through the server transaction.</summary>
    public abstract void Respond(SipResponse response);
}
