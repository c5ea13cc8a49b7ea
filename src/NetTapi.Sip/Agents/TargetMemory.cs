using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Which of several targets failed lately: they are tried last for a while, so that not every call waits for a server that is dead (RFC 3263 4.3). On the loop.</summary>
internal sealed class TargetMemory(IControlLoop loop)
{
    private const int Most = 1000;

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(TransportProtocol, IPEndPoint), TimeSpan> _failed = [];

    /// <summary>The targets of a request, those that failed lately behind the others.</summary>
    public ImmutableArray<Flow> Order(ImmutableArray<Flow> targets) => targets.Length < 2 || _failed.Count == 0 ? targets : [.. targets.OrderBy(HasFailed)];

    /// <summary>A target says nothing, can't be reached, or is out of service.</summary>
    public void Failed(Flow target)
    {
        foreach (var (old, _) in _failed.Where(one => one.Value <= loop.Now.Monotonic).ToArray()) _failed.Remove(old);
        if (_failed.Count < Most) _failed[KeyOf(target)] = loop.Now.Monotonic + Time;
    }

    /// <summary>A target answers.</summary>
    public void Answers(Flow target) => _failed.Remove(KeyOf(target));

    private bool HasFailed(Flow target) => _failed.TryGetValue(KeyOf(target), out var until) && until > loop.Now.Monotonic;

    private static (TransportProtocol, IPEndPoint) KeyOf(Flow target) => (target.Transport.Protocol, target.Remote);
}
