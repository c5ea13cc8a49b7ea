using System.Collections.Immutable;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>What one REGISTER makes of a user's bindings: all of it, or nothing (RFC 3261 10.3 items 6 and 7).</summary>
internal sealed class RegistrationUpdate
{
    private readonly IncomingRequest _incoming;
    private readonly string _user;
    private readonly RegistrarOptions _options;
    private readonly TimeSpan _now;
    private readonly ImmutableArray<Binding> _before;
    private readonly List<Binding> _bindings;

    public RegistrationUpdate(IncomingRequest incoming, string user, ImmutableArray<Binding> before, RegistrarOptions options, TimeSpan now)
    {
        _incoming = incoming;
        _user = user;
        _options = options;
        _now = now;
        _before = before;
        _bindings = [.. before];
        Refusal = Request.HasWildcardContact ? RemoveAll() : UpdateAll();
    }

    /// <summary>The bindings afterwards.</summary>
    public ImmutableArray<Binding> Bindings => [.. _bindings];

    /// <summary>The status to refuse with; null where all went well.</summary>
    public int? Refusal { get; }

    private SipRequest Request => _incoming.Request;

    private int? RemoveAll()
    {
        if (Request.Expires != 0) return 400;
        if (_before.Any(IsOutOfOrder)) return 500;
        _bindings.Clear();
        return null;
    }

    private int? UpdateAll()
    {
        foreach (var contact in Request.Contacts)
            if (Update(contact) is { } status) return status;
        return null;
    }

    private int? Update(NameAddress contact)
    {
        // Only what a request can be sent to is of use here.
        if (!contact.Uri.IsSip) return 400;
        var expiry = ExpiryOf(contact);
        if (expiry > TimeSpan.Zero && expiry < _options.MinimumExpiry) return 423;
        // Against what was there before: a phone that names a contact twice in one request is not out of order with itself.
        if (_before.Any(binding => binding.IsOf(contact) && IsOutOfOrder(binding))) return 500;
        _bindings.RemoveAll(binding => binding.IsOf(contact));
        if (expiry > TimeSpan.Zero) Add(contact, expiry < _options.MaximumExpiry ? expiry : _options.MaximumExpiry);
        return null;
    }

    private void Add(NameAddress contact, TimeSpan expiry)
    {
        if (_bindings.Count >= _options.BindingsPerUser) _bindings.Remove(_bindings.MinBy(binding => binding.ExpiresAt)!);
        _bindings.Add(new Binding(
            _user,
            contact with { Parameters = contact.Parameters.Without("expires") },
            _incoming.Flow,
            Request.Path,
            _now + expiry,
            Request.CallId!,
            Request.CSeq!.Number,
            Request.Headers.First(HeaderNames.UserAgent)));
    }

    /// <summary>The contact's own wish, else the request's, else the usual; one that cannot be read is none (RFC 4475 3.1.2.4).</summary>
    private TimeSpan ExpiryOf(NameAddress contact)
    {
        if (HeaderText.TryNumber(contact.Parameters["expires"], uint.MaxValue, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return Request.Expires is { } all ? TimeSpan.FromSeconds(all) : _options.DefaultExpiry;
    }

    private bool IsOutOfOrder(Binding binding) => binding.CallId == Request.CallId && Request.CSeq!.Number <= binding.CSeq;
}
