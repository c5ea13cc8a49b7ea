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

    /// <summary>How many values <see cref="Values"/> finds.</summary>
    internal int CountOfValues(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        var count = 0;
        foreach (var header in _headers)
            if (header.IsCanonical(canonical)) count += HeaderText.CountOfValues(header.Value);
        return count;
    }

    /// <summary>This list with one more header at its end.</summary>
    public HeaderList Add(string name, string value) => new(_headers.Add(new SipHeader(name, value)));

    /// <summary>This list with more headers at its end.</summary>
    public HeaderList AddRange(IEnumerable<SipHeader> headers) => new(_headers.AddRange(headers));

    /// <summary>This list with one more header at its beginning.</summary>
    public HeaderList Prepend(string name, string value) => new(_headers.Insert(0, new SipHeader(name, value)));

    /// <summary>This list without any header of this name.</summary>
    public HeaderList Remove(string name)
    {
        var canonical = HeaderNames.Canonical(name);
        return new(_headers.RemoveAll(header => header.IsCanonical(canonical)));
    }

    /// <summary>The headers of these names alone, in their order; the names in their customary spelling.</summary>
    internal HeaderList Only(params ReadOnlySpan<string> names)
    {
        using var kept = new Scratch<SipHeader>(_headers.Length);
        foreach (var header in _headers)
            if (IsAny(header, names)) kept.Add(header);
        return new HeaderList(kept.ToList());
    }

    /// <summary>This list with exactly one header of this name, where the first was, or else at the end.</summary>
    public HeaderList Replace(string name, string value) => Replace(new SipHeader(name, value));

    /// <summary>This list with each of these headers, of different names and 32 at most, in place of all of its name, where the first was, or else at the end.</summary>
    public HeaderList Replace(params ReadOnlySpan<SipHeader> replacements)
    {
        using var replaced = new Scratch<SipHeader>(_headers.Length + replacements.Length);
        var placed = 0;
        foreach (var header in _headers)
        {
            var place = PlaceOf(header, replacements);
            if (place < 0) replaced.Add(header);
            else if ((placed & (1 << place)) == 0) replaced.Add(replacements[place]);
            if (place >= 0) placed |= 1 << place;
        }

        for (var i = 0; i < replacements.Length; i++)
            if ((placed & (1 << i)) == 0) replaced.Add(replacements[i]);
        return new HeaderList(replaced.ToList());
    }

    /// <summary>
    /// This list with another first value of a header that may have several, the others kept; at the beginning where there was none.
    /// </summary>
    public HeaderList ReplaceFirstValue(string name, string value)
    {
        var canonical = HeaderNames.Canonical(name);
        for (var i = 0; i < _headers.Length; i++)
        {
            if (!_headers[i].IsCanonical(canonical)) continue;
            var comma = HeaderText.IndexOfUnquoted(_headers[i].Value, ',');
            var rest = comma < 0 ? string.Empty : _headers[i].Value[comma..];
            return new(_headers.SetItem(i, new SipHeader(_headers[i].Name, value + rest)));
        }

        return Prepend(name, value);
    }

    private static bool IsAny(SipHeader header, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (header.IsCanonical(name)) return true;
        return false;
    }

    private static int PlaceOf(SipHeader header, ReadOnlySpan<SipHeader> replacements)
    {
        for (var i = 0; i < replacements.Length; i++)
            if (header.IsCanonical(replacements[i].CanonicalName)) return i;
        return -1;
    }

    /// <summary>Walks through the headers without an allocation.</summary>
    public ImmutableArray<SipHeader>.Enumerator GetEnumerator() => _headers.GetEnumerator();

    IEnumerator<SipHeader> IEnumerable<SipHeader>.GetEnumerator() => ((IEnumerable<SipHeader>)_headers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_headers).GetEnumerator();
}
