using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>Why a phone was not let in.</summary>
public enum RegistrationFault
{
    /// <summary>Its credentials are wrong, or there is no such user.</summary>
    WrongCredentials,

    /// <summary>They are wrong, and there were so many from there that nothing more is looked at for a while.</summary>
    TooManyWrong,

    /// <summary>They are for another realm; it is asked once more.</summary>
    OtherRealm,

    /// <summary>It wants to register as another than it logs in as.</summary>
    OtherUser,
}

/// <summary>A phone that was not let in.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="User">Who it says it is: a stranger's text, null where it does not say.</param>
/// <param name="Fault">Why.</param>
public readonly record struct RegistrationRefusal(IPEndPoint Source, string? User, RegistrationFault Fault);

/// <summary>
/// Answers REGISTER (RFC 3261 10.3): who may, which phones, how long. A user is the user part of To and authenticates under that name. A user that does
/// not exist gets the answers of one whose password was wrong. On the loop.
/// </summary>
public sealed class Registrar : IRequestHandler
{
    private static readonly string[] Supported = ["path"];

    private readonly IControlLoop _loop;
    private readonly IBindingStore _store;
    private readonly DigestServer _digest;
    private readonly GuessThrottle _throttle;
    private readonly Func<string, string?> _passwordOf;
    private readonly RegistrarOptions _options;

    /// <summary>Makes a registrar.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="store">Where bindings are kept.</param>
    /// <param name="digest">Who checks passwords.</param>
    /// <param name="throttle">Who counts wrong ones.</param>
    /// <param name="passwordOf">The password of a user; null where there is no such user.</param>
    /// <param name="options">Bounds.</param>
    public Registrar(
        IControlLoop loop, IBindingStore store, DigestServer digest, GuessThrottle throttle, Func<string, string?> passwordOf, RegistrarOptions options)
    {
        _loop = loop;
        _store = store;
        _digest = digest;
        _throttle = throttle;
        _passwordOf = passwordOf;
        _options = options;
    }

    /// <summary>Called for each phone that is not let in, before it is told. Not for those that only have not said their password yet, nor while nothing from an address is looked at.</summary>
    public Action<RegistrationRefusal>? Refused { get; set; }

    /// <inheritdoc />
    public IReadOnlyCollection<string> Extensions => Supported;

    /// <inheritdoc />
    public void OnRequest(IncomingRequest request)
    {
        var toTag = _loop.Entropy.Hex(8);
        var refusal = RequestInspection.RefuseExtensions(request.Request, Supported, toTag) ?? Authenticate(request, toTag);
        request.Respond(refusal ?? Register(request, toTag));
    }

    private SipResponse? Authenticate(IncomingRequest incoming, string toTag)
    {
        var (request, source) = (incoming.Request, incoming.Flow.Remote.Address);
        if (_throttle.IsBlocked(source, out var left) && !IsAtHome(incoming))
        {
            var seconds = Math.Ceiling(left.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return SipResponse.For(request, 503, null, toTag).With(HeaderNames.RetryAfter, seconds);
        }

        var verdict = _digest.Verify(request, _passwordOf);
        var isOther = verdict.Outcome == DigestOutcome.Right && !(request.To!.Uri.IsSip && request.To.Uri.UserText == verdict.User);
        if (FaultOf(verdict.Outcome, isOther, source) is { } fault) Refused?.Invoke(new RegistrationRefusal(incoming.Flow.Remote, verdict.User, fault));
        if (isOther) return SipResponse.For(request, 403, null, toTag);
        return verdict.Outcome == DigestOutcome.Right ? null : _digest.Challenge(request, toTag, isStale: verdict.Outcome == DigestOutcome.Stale);
    }

    /// <summary>A phone that is registered from that very place has shown its password: one guesser in an office, or a phone with an old password, does not shut out the others behind the same address.</summary>
    private bool IsAtHome(IncomingRequest incoming)
    {
        var user = incoming.Request.To!.Uri.UserText ?? "";
        return (_digest.UserOf(incoming.Request) ?? user) == user && _store.Find(user).Any(binding => binding.Flow == incoming.Flow);
    }

    private RegistrationFault? FaultOf(DigestOutcome outcome, bool isOther, IPAddress source) => outcome switch
    {
        _ when isOther => RegistrationFault.OtherUser,
        DigestOutcome.Wrong => _throttle.Failed(source) ? RegistrationFault.TooManyWrong : RegistrationFault.WrongCredentials,
        DigestOutcome.OtherRealm => RegistrationFault.OtherRealm,
        _ => null,
    };

    private SipResponse Register(IncomingRequest incoming, string toTag)
    {
        var request = incoming.Request;
        var user = request.To!.Uri.UserText!;
        var before = _store.Find(user);
        var update = new RegistrationUpdate(incoming, user, before, _options, _loop.Now.Monotonic);
        if (update.Refusal is { } status) return Refuse(request, status, toTag);
        if (request.Headers.Contains(HeaderNames.Contact)) _store.Replace(user, update.Bindings);
        return Accept(request, _store.Find(user), toTag);
    }

    private SipResponse Refuse(SipRequest request, int status, string toTag)
    {
        var response = SipResponse.For(request, status, null, toTag);
        return status == 423 ? response.With(HeaderNames.MinExpires, Seconds(_options.MinimumExpiry)) : response;
    }

    private SipResponse Accept(SipRequest request, ImmutableArray<Binding> bindings, string toTag)
    {
        var response = SipResponse.For(request, 200, null, toTag);
        var now = _loop.Now;
        var contacts = bindings.Select(binding => new SipHeader(HeaderNames.Contact, Said(binding, now.Monotonic)));
        var headers = response.Headers.AddRange(contacts).Add(HeaderNames.Date, now.Utc.ToString("r", CultureInfo.InvariantCulture));
        if (request.Supported.Contains("path", StringComparer.OrdinalIgnoreCase))
            headers = headers.AddRange(request.Headers.All(HeaderNames.Path).Select(path => new SipHeader(HeaderNames.Path, path)));
        return response.With(headers);
    }

    private static string Said(Binding binding, TimeSpan now) =>
        (binding.Contact with { Parameters = binding.Contact.Parameters.With("expires", Seconds(binding.ExpiresAt - now)) }).ToString();

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
