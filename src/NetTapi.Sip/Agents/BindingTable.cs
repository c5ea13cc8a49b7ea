using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>What became of a user's bindings.</summary>
/// <param name="AddressOfRecord">The user.</param>
/// <param name="Before">Those he had, ones that have just ended included.</param>
/// <param name="After">Those he has.</param>
/// <param name="Failed">The flow that took some with it by failing; null for any other cause.</param>
public readonly record struct BindingChange(string AddressOfRecord, ImmutableArray<Binding> Before, ImmutableArray<Binding> After, Flow? Failed = null);

/// <summary>Bindings in memory, each removed when it ends. On the loop.</summary>
public sealed class BindingTable(IControlLoop loop) : IBindingStore
{
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Called after each change, the end of a binding included.</summary>
    public Action<BindingChange>? Changed { get; set; }

    /// <summary>How many users have bindings.</summary>
    public int Count => _entries.Count;

    /// <inheritdoc />
    public ImmutableArray<Binding> Find(string addressOfRecord) =>
        _entries.TryGetValue(addressOfRecord, out var entry) ? entry.Bindings.RemoveAll(binding => !IsLive(binding)) : [];

    /// <inheritdoc />
    public void Replace(string addressOfRecord, ImmutableArray<Binding> bindings) => Replace(addressOfRecord, bindings, null);

    /// <summary>Removes what was registered over a flow that failed: nothing can be sent there.</summary>
    public void Remove(Flow flow)
    {
        foreach (var (addressOfRecord, entry) in _entries.ToArray())
        {
            var left = entry.Bindings.RemoveAll(binding => binding.Flow.Equals(flow));
            if (left.Length < entry.Bindings.Length) Replace(addressOfRecord, left, flow);
        }
    }

    private void Replace(string addressOfRecord, ImmutableArray<Binding> bindings, Flow? failed)
    {
        if (_entries.Remove(addressOfRecord, out var before)) before.Timer.Cancel();
        var live = bindings.Where(IsLive).ToImmutableArray();
        if (live.Length > 0)
        {
            var due = live.Min(binding => binding.ExpiresAt) - loop.Now.Monotonic;
            _entries.Add(addressOfRecord, new Entry(live, loop.Schedule(due, Expire, addressOfRecord)));
        }

        Changed?.Invoke(new BindingChange(addressOfRecord, before?.Bindings ?? [], live, failed));
    }

    private bool IsLive(Binding binding) => binding.ExpiresAt > loop.Now.Monotonic;

    private void Expire(string addressOfRecord) => Replace(addressOfRecord, _entries[addressOfRecord].Bindings);

    private sealed record Entry(ImmutableArray<Binding> Bindings, LoopTimer Timer);
}
