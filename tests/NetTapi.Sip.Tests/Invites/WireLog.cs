using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>All that goes over a simulated network, and what of it is lost.</summary>
internal sealed class WireLog
{
    private readonly List<(string From, SipMessage Message)> _messages = [];
    private readonly List<string> _targets = [];

    public WireLog(SimulatedNetwork network) => network.Passes = (from, target, data) =>
    {
        Assert.True(SipParser.TryParse(data, out var message, out _));
        _messages.Add((from.Address.ToString(), message!));
        if (message is SipRequest) _targets.Add(target.Address.ToString());
        return !Loses(message!);
    };

    /// <summary>What is lost.</summary>
    public Predicate<SipMessage> Loses { get; set; } = static _ => false;

    public IEnumerable<SipRequest> Requests(string method) => _messages.Select(one => one.Message).OfType<SipRequest>().Where(request => request.Is(method));

    public IEnumerable<SipResponse> Responses(string method, int status) =>
        _messages.Select(one => one.Message).OfType<SipResponse>().Where(response => response.Status == status && response.CSeq!.Method == method);

    /// <summary>How many requests were sent to an address, repeated ones counted.</summary>
    public int SentTo(string address) => _targets.Count(target => target == address);

    /// <summary>The requests sent from an address, by method, each once.</summary>
    public IEnumerable<string> SentFrom(string address) =>
        _messages.Where(one => one.From == address).Select(one => one.Message).OfType<SipRequest>().DistinctBy(request => request.TopVia!.Branch + request.Method).Select(request => request.Method);
}
