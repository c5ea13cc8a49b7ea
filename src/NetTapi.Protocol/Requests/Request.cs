using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary>What an application asks for: a command or a query, with the strings it keeps. Immutable.</summary>
public abstract record Request
{
    private protected Request(Verb verb) => Verb = verb;

    /// <summary>Its verb.</summary>
    public Verb Verb { get; }

    /// <summary>What a response to it begins with (S5).</summary>
    public virtual ResponseHead Head => new(Verb.Keyword());

    /// <summary>The message on the wire, without its terminator.</summary>
    public sealed override string ToString() => WireText.Of(this);

    /// <summary>Writes the units behind the type byte.</summary>
    internal abstract void WriteUnits(ref UnitWriter units);
}
