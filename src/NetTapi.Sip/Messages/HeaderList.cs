using System.Collections;
using System.Collections.Immutable;

namespace NetTapi.Sip.Messages;

/// <summary>
/// The headers of a message in their order, unknown ones included. Immutable: each change gives a new list. Names are understood in any case and in
/// compact form.
/// </summary>
public sealed class HeaderList : IReadOnlyList<SipHeader>
{
    private readonly ImmutableArray<SipHeader> _headers;

    /// <summary>Makes a list of these headers.</summary>
    public HeaderList(ImmutableArray<SipHeader> headers) => _headers = headers;

    /// <summary>Makes a list of these headers.</summary>
    public HeaderList(params IEnumerable<SipHeader> headers) => _headers = [.. headers];

    /// <summary>No headers.</summary>
    public static HeaderList Empty { get; } = new(ImmutableArray<SipHeader>.Empty);

    /// <inheritdoc />
    public int Count => _headers.Length;

    /// <inheritdoc />
    public SipHeader this[int index] => _headers[index];

    /// <summary>The value of the first header of this name, or null.</summary>
    public string? First(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        foreach (var header in _headers)
            if (header.IsCanonical(canonical)) return header.Value;
        return null;
    }

    /// <summary>The value of the only header of this name; null where there is none, or more than one.</summary>
    public string? Sole(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        string? found = null;
        foreach (var header in _headers)
        {
            if (!header.IsCanonical(canonical)) continue;
            if (found is not null) return null;
            found = header.Value;
        }

        return found;
    }

    /// <summary>How many header lines have this name.</summary>
    public int CountOf(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        var count = 0;
        foreach (var header in _headers)
            if (header.IsCanonical(canonical)) count++;
        return count;
    }

    /// <summary>Whether a header of this name is present.</summary>
    public bool Contains(string name) => First(name) is not null;

    /// <summary>The values of all header lines of this name, in order, each as written (not split at commas).</summary>
    public IEnumerable<string> All(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        foreach (var header in _headers)
            if (header.IsCanonical(canonical)) yield return header.Value;
    }

    /// <summary>All values of a header that may have several, whether on several lines or separated by commas (RFC 3261 7.3.1).</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var line in All(name))
            foreach (var value in HeaderText.SplitCommas(line)) yield return value;
    }

    /// <summary>This list with one more header at its end.</summary>
    public HeaderList Add(string name, string value) => new(_headers.Add(new SipHeader(name, value)));

    /// <summary>This list with more headers at its end.</summary>
    public HeaderList AddRange(IEnumerable<SipHeader> headers) => new(_headers.AddRange(headers));

    /// <summary>This list with one more header at its beginning.</summary>
    public HeaderList Prepend(string name, string value) => new(_headers.Insert(0, new SipHeader(name, value)));

    /// <summary>This list without any header of this name.</summary>
    public HeaderList Remove(string name) => new(_headers.RemoveAll(header => header.Is(name)));

    /// <summary>The headers of these names alone, in their order.</summary>
    public HeaderList Only(params ReadOnlySpan<string> names)
    {
        var kept = ImmutableArray.CreateBuilder<SipHeader>(names.Length);
        foreach (var header in _headers)
        {
            foreach (var name in names)
                if (header.Is(name)) kept.Add(header);
        }

        return new HeaderList(kept.DrainToImmutable());
    }

    /// <summary>This list with exactly one header of this name, where the first was, or else at the end.</summary>
    public HeaderList Replace(string name, string value)
    {
        var builder = ImmutableArray.CreateBuilder<SipHeader>(_headers.Length + 1);
        var placed = false;
        foreach (var header in _headers)
        {
            if (!header.Is(name)) builder.Add(header);
            else if (!placed)
            {
                placed = true;
                builder.Add(new SipHeader(name, value));
            }
        }

        if (!placed) builder.Add(new SipHeader(name, value));
        return new HeaderList(builder.DrainToImmutable());
    }

    /// <summary>
    /// This list with another first value of a header that may have several, the others kept; at the beginning where there was none.
    /// </summary>
    public HeaderList ReplaceFirstValue(string name, string value)
    {
        for (var i = 0; i < _headers.Length; i++)
        {
            if (!_headers[i].Is(name)) continue;
            var comma = HeaderText.IndexOfUnquoted(_headers[i].Value, ',');
            var rest = comma < 0 ? string.Empty : _headers[i].Value[comma..];
            return new(_headers.SetItem(i, new SipHeader(_headers[i].Name, value + rest)));
        }

        return Prepend(name, value);
    }

    /// <summary>Walks through the headers without an allocation.</summary>
    public ImmutableArray<SipHeader>.Enumerator GetEnumerator() => _headers.GetEnumerator();

    IEnumerator<SipHeader> IEnumerable<SipHeader>.GetEnumerator() => ((IEnumerable<SipHeader>)_headers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_headers).GetEnumerator();
}
