using System.Collections.Immutable;

namespace NetTapi.Sip.Agents;

/// <summary>Where a registrar keeps its bindings. On the loop.</summary>
public interface IBindingStore
{
    /// <summary>The bindings of a user that have not ended; empty where there are none.</summary>
    ImmutableArray<Binding> Find(string addressOfRecord);

    /// <summary>Puts all bindings of a user in place of those before, at once.</summary>
    void Replace(string addressOfRecord, ImmutableArray<Binding> bindings);
}
