using System.Buffers;
using System.Collections;
using System.Collections.Immutable;

namespace NetTapi.Sip.Messages;

/// <summary>The parameters of a URI or header value in their order, unknown ones included. Immutable.</summary>
public sealed class SipParameters : IReadOnlyList<SipParameter>, IEquatable<SipParameters>
{
    private const string Controls =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f";

    // Wider than the grammar's tokens where phones are known to be: names and values of URIs hold brackets, colons and slashes.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(Controls + " \"<>,;?@");

    private static readonly SearchValues<char> NotInValues = SearchValues.Create(Controls + " \"<>,;");

    // Two URIs are compared parameter by parameter, so that a stranger who may send thousands of them could make one comparison last for half a second.
    private const int Most = 64;

    private readonly ImmutableArray<SipParameter> _parameters;

    private SipParameters(ImmutableArray<SipParameter> parameters) => _parameters = parameters;

    /// <summary>Parameters in this order.</summary>
    public static SipParameters Of(params ImmutableArray<SipParameter> parameters) => parameters.IsEmpty ? Empty : new(parameters);

    /// <summary>No parameters.</summary>
    public static SipParameters Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => _parameters.Length;

    /// <inheritdoc />
    public SipParameter this[int index] => _parameters[index];

    /// <summary>The value of a parameter without quotes; null where it is absent or a flag.</summary>
    public string? this[string name] => TryGet(name, out var parameter) ? parameter.Text : null;

    /// <summary>Whether a parameter is present, with or without a value.</summary>
    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>Finds a parameter.</summary>
    public bool TryGet(string name, out SipParameter parameter)
    {
        foreach (var candidate in _parameters)
        {
            if (!candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            parameter = candidate;
            return true;
        }

        parameter = default;
        return false;
    }

    /// <summary>These parameters with one set: in its old place, or else at the end.</summary>
    public SipParameters With(string name, string? value = null)
    {
        var parameter = new SipParameter(name, value);
        for (var i = 0; i < _parameters.Length; i++)
            if (_parameters[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return new(_parameters.SetItem(i, parameter));
        return new(_parameters.Add(parameter));
    }

    /// <summary>These parameters without one.</summary>
    public SipParameters Without(string name)
    {
        var left = _parameters.RemoveAll(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return left.Length == _parameters.Length ? this : new(left);
    }

    /// <inheritdoc />
    public IEnumerator<SipParameter> GetEnumerator() => ((IEnumerable<SipParameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both are the same as written, order included.</summary>
    public bool Equals(SipParameters? other) => other is not null && _parameters.AsSpan().SequenceEqual(other._parameters.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SipParameters);

    /// <inheritdoc />
    public override int GetHashCode() => _parameters.IsEmpty ? 0 : HashCode.Combine(_parameters.Length, _parameters[0]);

    /// <summary>As in a message: each with a semicolon before it.</summary>
    public override string ToString()
    {
        if (_parameters.IsEmpty) return string.Empty;
        var text = new TextBuilder(stackalloc char[TextBuilder.Usual]);
        AddTo(ref text);
        return text.Take();
    }

    internal void AddTo(ref TextBuilder text)
    {
        foreach (var parameter in _parameters)
        {
            text.Add(';');
            text.Add(parameter.Name);
            if (parameter.Value is null) continue;
            text.Add('=');
            text.Add(parameter.Value);
        }
    }

    /// <summary>Reads what follows a value: nothing, or a semicolon and parameters separated by semicolons.</summary>
    /// <param name="text">The rest of the value.</param>
    /// <param name="parameters">What was read.</param>
    /// <returns>False where a name is missing or a value is malformed, as in <c>;;,;</c>, or there are more than anybody needs.</returns>
    internal static bool TryParse(ReadOnlySpan<char> text, out SipParameters parameters)
    {
        parameters = Empty;
        text = HeaderText.Trim(text);
        if (text.Length == 0) return true;
        if (text[0] != ';') return false;
        using var read = new Scratch<SipParameter>(8);
        while (text.Length > 0)
        {
            text = text[1..];
            var end = HeaderText.IndexOfUnquoted(text, ';');
            if (end < 0) end = text.Length;
            if (read.Count == Most || !TryParseOne(HeaderText.Trim(text[..end]), out var parameter)) return false;
            read.Add(parameter);
            text = text[end..];
        }

        parameters = new(read.ToList());
        return true;
    }

    internal static bool TryParseOne(ReadOnlySpan<char> text, out SipParameter parameter)
    {
        parameter = default;
        var equals = text.IndexOf('=');
        var name = HeaderText.Trim(equals < 0 ? text : text[..equals]);
        if (!IsName(name)) return false;
        if (equals < 0)
        {
            parameter = new SipParameter(Intern(name), null);
            return true;
        }

        var value = HeaderText.Trim(text[(equals + 1)..]);
        if (!IsValue(value)) return false;
        parameter = new SipParameter(Intern(name), value.ToString());
        return true;
    }

    /// <summary>The name as a string, without an allocation for those that nearly every message has.</summary>
    private static string Intern(ReadOnlySpan<char> name) => name switch
    {
        "branch" => "branch",
        "tag" => "tag",
        "rport" => "rport",
        "received" => "received",
        "lr" => "lr",
        "transport" => "transport",
        _ => name.ToString(),
    };

    private static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && !name.ContainsAny(NotInNames);

    private static bool IsValue(ReadOnlySpan<char> value) =>
        value.Length > 0 && value[0] == '"' ? HeaderText.QuotedLength(value) == value.Length : !value.ContainsAny(NotInValues);
}
