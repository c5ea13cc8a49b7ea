using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>Who takes requests, by method, and what that makes us able to do: Allow, Supported and what a Require may ask for.</summary>
/// <param name="extensions">The extensions of calls.</param>
internal sealed class RequestHandlers(ImmutableArray<SipExtension> extensions)
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

    /// <summary>The methods, as Allow names them.</summary>
    public string Allow { get; private set; } = "";

    /// <summary>The extensions, as Supported names them; empty for none.</summary>
    public string Supported { get; private set; } = "";

    /// <summary>The same within a call that is answered.</summary>
    public string SupportedInCalls { get; private set; } = "";

    public void Set(string method, IRequestHandler handler)
    {
        _handlers[method] = handler;
        Describe();
    }

    /// <summary>Whether an extension of calls is present.</summary>
    public bool Supports(SipExtension extension) => InviteHandler is not null && extensions.Contains(extension);

    /// <summary>Who takes a method outside dialogs; null where it belongs into one.</summary>
    public IRequestHandler? Find(string method) => _handlers.GetValueOrDefault(method);

    /// <summary>The answer to a request outside dialogs that no handler is to see; null where all is well.</summary>
    public SipResponse? Refuse(SipRequest request, string toTag) =>
        (Find(request.Method)?.Extensions is { } own ? Inspection with { Extensions = own } : Inspection).Refuse(request, toTag);

    private void Describe()
    {
        ImmutableArray<SipExtension> present = InviteHandler is null ? [] : extensions;
        string[] calls = InviteHandler is null ? [] : [SipMethods.Invite, .. InDialog];
        Inspection = new RequestInspection(
            [.. calls.Concat(present.SelectMany(extension => extension.Methods)).Concat(_handlers.Keys).Distinct()],
            [.. present.Select(extension => extension.Tag)])
        { TakesNumbers = true };
        Allow = string.Join(", ", Inspection.Methods);
        Supported = string.Join(", ", Inspection.Extensions);
        // Nothing rings in an answered call: there is no provisional response of ours, nor of the peer's, worth repeating.
        SupportedInCalls = string.Join(", ", Inspection.Extensions.Where(tag => tag != ReliableResponses.Extension.Tag));
    }
}
