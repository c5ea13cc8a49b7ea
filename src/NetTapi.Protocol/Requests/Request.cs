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

    /// <summary>The message as people may see it: itself, but for secrets.</summary>
    private protected virtual Request Shown => this;

    /// <summary>The message on the wire, without its terminator, and with a star in place of a secret.</summary>
    public sealed override string ToString() => WireText.Of(Shown);

    /// <summary>Writes the units behind the type byte.</summary>
    internal abstract void WriteUnits(ref UnitWriter units);
}
