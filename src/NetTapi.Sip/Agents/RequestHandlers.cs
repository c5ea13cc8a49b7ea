using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>Who takes requests, by method.</summary>
internal sealed class RequestHandlers
{
    private static readonly string[] InDialog = [SipMethods.Ack, SipMethods.Bye, SipMethods.Cancel, SipMethods.Info, SipMethods.Update];

    private readonly Dictionary<string, IRequestHandler> _handlers = [];

    /// <summary>Takes calls; null: there are none.</summary>
    public IInviteHandler? InviteHandler
    {
        get;
        set
        {
            field = value;
            Describe();
        }
    }

    /// <summary>What is looked at before a handler sees a request.</summary>
    public RequestInspection Inspection { get; private set; } = new([], []);

    public void Set(string method, IRequestHandler handler)
    {
        _handlers[method] = handler;
        Describe();
    }

    public IRequestHandler Find(string method) => _handlers[method];

    private void Describe()
    {
        string[] calls = InviteHandler is null ? [] : [SipMethods.Invite, .. InDialog];
        Inspection = new RequestInspection([.. calls, .. _handlers.Keys], []);
    }
}
