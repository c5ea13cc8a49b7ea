using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Sends requests outside dialogs. On the loop.</summary>
public interface IRequestSender
{
    /// <summary>Sends a request in a transaction of its own.</summary>
    /// <param name="request">Complete but for Via and Content-Length.</param>
    /// <param name="completed">Called once with the final response; with a 408 made here where none came, a 503 where it could not be sent.</param>
    void Request(SipRequest request, Action<SipResponse> completed);

    /// <summary>The same for who wants to know the way it went.</summary>
    /// <param name="request">Complete but for Via and Content-Length.</param>
    /// <param name="completed">Called once with the final response.</param>
    /// <param name="sent">Called with the flow it is sent on; again for each further one that is tried.</param>
    void Request(SipRequest request, Action<SipResponse> completed, Action<Flow> sent) => Request(request, completed);
}
