using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Where a registration stands.</summary>
public enum RegistrationState
{
    /// <summary>Not begun.</summary>
    Idle,

    /// <summary>A request is under way, and nothing is registered yet.</summary>
    Registering,

    /// <summary>Registered; refreshed in time.</summary>
    Registered,

    /// <summary>Failed; tried again after a wait.</summary>
    Waiting,

    /// <summary>The end was asked for and is under way.</summary>
    Ending,

    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>Keeps one user registered (RFC 3261 10.2): refreshes, answers challenges, waits longer after each failure. On the loop.</summary>
public sealed class Registration
{
    private readonly IControlLoop _loop;
    private readonly IRequestSender _sender;
    private readonly RegistrationOptions _options;
    private readonly DigestClient? _digest;
    private readonly string _callId;
    private readonly string _fromTag;
    private TimeSpan _expiry;
    private uint _cseq;
    private int _failures;
    private int _attempts;
    private LoopTimer? _timer;
    private bool _isUnderWay;
    private Flow? _flow;

    /// <summary>Makes a registration that is not begun.</summary>
    public Registration(IControlLoop loop, IRequestSender sender, RegistrationOptions options)
    {
        _loop = loop;
        _sender = sender;
        _options = options;
        _expiry = options.Expiry;
        _digest = options.Credentials is { } credentials ? new DigestClient(credentials, loop.Entropy) : null;
        _callId = loop.Entropy.Hex(16);
        _fromTag = loop.Entropy.Hex(8);
    }

    /// <summary>Where it stands.</summary>
    public RegistrationState State { get; private set; }

    /// <summary>The last final status; 0 before the first.</summary>
    public int LastStatus { get; private set; }

    /// <summary>The last final response's reason phrase; empty before the first.</summary>
    public string LastReason { get; private set; } = "";

    /// <summary>Since when it fails; null while all is well, or nothing was tried yet.</summary>
    public LoopInstant? FailingSince { get; private set; }

    /// <summary>Called after each change of <see cref="State"/>.</summary>
    public Action<Registration>? Changed { get; set; }

    /// <summary>Begins. Once.</summary>
    public void Begin()
    {
        if (State != RegistrationState.Idle) throw new InvalidOperationException("The registration has begun.");
        MoveTo(RegistrationState.Registering);
        Send();
    }

    /// <summary>Registers again at once, whatever the wait: when the flow failed or the address changed.</summary>
    public void Refresh()
    {
        if (_isUnderWay || State is not (RegistrationState.Registered or RegistrationState.Waiting)) return;
        _timer?.Cancel();
        Send();
    }

    /// <summary>Takes the registration back. The state tells when that is done; a refusal ends it too.</summary>
    public void End()
    {
        if (State is RegistrationState.Ending or RegistrationState.Ended) return;
        _timer?.Cancel();
        var wasBegun = State != RegistrationState.Idle;
        MoveTo(wasBegun ? RegistrationState.Ending : RegistrationState.Ended);
        _attempts = 0;
        if (wasBegun && !_isUnderWay) Send();
    }

    private void Send()
    {
        _isUnderWay = true;
        _attempts++;
        var request = Request();
        var sent = _digest?.Authorize(request) ?? request;
        Submit(sent);
    }

    /// <summary>A flow failed. Where we registered by it we are not reached any more: a new one is made, not at once, for there are registrars that hang up after each answer (RFC 5626 4.5).</summary>
    public void OnFlowFailed(Flow flow)
    {
        if (_isUnderWay || State != RegistrationState.Registered || flow != _flow) return;
        _timer?.Cancel();
        Wait(_options.FirstWait * (0.5 + (_loop.Entropy.Next(500) / 1000.0)));
    }

    private void Submit(SipRequest request) => _sender.Request(request, response => OnResponse(request, response), flow => _flow = flow);

    private SipRequest Request()
    {
        var expiry = State == RegistrationState.Ending ? TimeSpan.Zero : _expiry;
        var user = new NameAddress(_options.AddressOfRecord);
        return new SipRequest(SipMethods.Register, _options.Registrar, new HeaderList(
            new SipHeader(HeaderNames.MaxForwards, "70"),
            new SipHeader(HeaderNames.From, user.WithTag(_fromTag).ToString()),
            new SipHeader(HeaderNames.To, user.ToString()),
            new SipHeader(HeaderNames.CallId, _callId),
            new SipHeader(HeaderNames.CSeq, new CSeq(++_cseq, SipMethods.Register).ToString()),
            new SipHeader(HeaderNames.Contact, new NameAddress(_options.Contact).ToString()),
            new SipHeader(HeaderNames.Expires, expiry.TotalSeconds.ToString("0", CultureInfo.InvariantCulture))));
    }

    private void OnResponse(SipRequest request, SipResponse response)
    {
        _isUnderWay = false;
        LastStatus = response.Status;
        LastReason = response.Reason;
        var isEnd = request.Expires == 0;
        if (State == RegistrationState.Ending && !isEnd) Send();
        else if (TryAgain(request, response)) return;
        else if (isEnd) MoveTo(RegistrationState.Ended);
        else if (response.IsSuccess) Registered(response);
        else Failed(response);
    }

    /// <summary>Answers what asks for another request at once; three times at most, so that no server can hold us in a circle.</summary>
    private bool TryAgain(SipRequest request, SipResponse response)
    {
        if (_attempts > 3) return false;
        if (response.Status is 401 or 407 && _digest?.Answer(request, response) is { } answer)
        {
            _attempts++;
            _isUnderWay = true;
            Submit(answer.With(HeaderNames.CSeq, new CSeq(++_cseq, SipMethods.Register).ToString()));
            return true;
        }

        if (response.Status != 423 || response.MinExpires is not { } minimum || minimum <= _expiry.TotalSeconds) return false;
        _expiry = TimeSpan.FromSeconds(minimum);
        Send();
        return true;
    }

    private void Registered(SipResponse response)
    {
        _failures = _attempts = 0;
        FailingSince = null;
        MoveTo(RegistrationState.Registered);
        // Before the end, and not all phones of an office in the same moment: between 70 and 90 % of what was granted.
        Wait(Granted(response) * (0.7 + (_loop.Entropy.Next(200) / 1000.0)));
    }

    private TimeSpan Granted(SipResponse response)
    {
        // A registrar that writes another address for ours, as the one behind a NAT, names one contact where there is one.
        var ours = response.Contacts.FirstOrDefault(contact => contact.Uri.Matches(_options.Contact)) ?? (response.Contacts is [var sole] ? sole : null);
        if (HeaderText.TryNumber(ours?.Parameters["expires"], uint.MaxValue, out var seconds)) return TimeSpan.FromSeconds(Math.Max(seconds, 1));
        return response.Expires is { } all and > 0 ? TimeSpan.FromSeconds(all) : _expiry;
    }

    private void Failed(SipResponse response)
    {
        _attempts = 0;
        FailingSince ??= _loop.Now;
        MoveTo(RegistrationState.Waiting);
        var longest = _options.FirstWait * Math.Pow(2, Math.Min(_failures++, 16));
        if (longest > _options.LongestWait) longest = _options.LongestWait;
        var wait = longest * (0.5 + (_loop.Entropy.Next(500) / 1000.0));
        var seconds = HeaderReading.Number(response.Headers, HeaderNames.RetryAfter, uint.MaxValue) ?? 0;
        var asked = TimeSpan.FromSeconds(seconds);
        if (asked > _options.LongestWait) asked = _options.LongestWait;
        Wait(asked > wait ? asked : wait);
    }

    private void Wait(TimeSpan due) => _timer = _loop.Schedule(due, static registration => registration.Send(), this);

    private void MoveTo(RegistrationState state)
    {
        if (State == state) return;
        State = state;
        Changed?.Invoke(this);
    }
}
