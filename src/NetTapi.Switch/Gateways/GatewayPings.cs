using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>Asks one gateway again and again whether it is there (OPTIONS). Two misses in a row and it is down; the first answer and it is up. On the loop.</summary>
internal sealed class GatewayPings
{
    private const int MissesUntilDown = 2;

    // Three repetitions over UDP: more than enough for a gateway that takes calls.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);

    private readonly SwitchParts _parts;
    private readonly GatewayHealth _health;
    private readonly Gateway _gateway;
    private readonly SipUri _address;
    private LoopTimer? _timer;
    private int _misses;
    private int _round;
    private bool _isAsking;
    private bool _isOver;

    /// <summary>Begins to ask.</summary>
    public GatewayPings(SwitchParts parts, GatewayHealth health, Gateway gateway)
    {
        _parts = parts;
        _health = health;
        _gateway = gateway;
        _address = SipUri.Parse(gateway.Address);
        Ask();
    }

    /// <summary>Asks no more.</summary>
    public void End()
    {
        _isOver = true;
        _timer?.Cancel();
    }

    private void Ask()
    {
        var round = ++_round;
        _isAsking = true;
        _timer = _parts.Loop.Schedule(Patience, static pings => pings.Missed("it does not answer OPTIONS"), this);
        _parts.Agent.Locate(_address, local =>
        {
            if (_isOver || round != _round || !_isAsking) return;
            if (local is null) Missed("its address is not found");
            else _parts.Agent.Ping(_address, From(local), outcome => OnOutcome(round, outcome));
        });
    }

    private NameAddress From(IPEndPoint local) =>
        new(_gateway.Username is { } account ? SipUri.Sip(account, _address.Host) : SipUri.Sip("nettapi", local.Address.ToString()));

    /// <summary>An answer that comes after its time is one all the same: the gateway is slow, and takes calls.</summary>
    private void OnOutcome(int round, PingOutcome outcome)
    {
        if (_isOver) return;
        if (TakesCalls(outcome))
        {
            _misses = 0;
            _health.Answers(_gateway.Name, true, $"it answers OPTIONS, {outcome.Status}");
            if (round == _round && _isAsking) Rest(_gateway.Watch);
        }
        else if (round == _round && _isAsking)
        {
            Missed(outcome.Answer == PingAnswer.Answered ? $"it answers OPTIONS with {outcome.Status}" : "it can't be reached");
        }
    }

    /// <summary>
    /// Whatever a gateway says of OPTIONS, it works: a plain 4xx, and 500 or 501 too, come from one that does not know the method. 503 says that it is out of service; 408, 502 and 504 are said in place of a dead gateway by
    /// a proxy before it.
    /// </summary>
    private static bool TakesCalls(PingOutcome outcome) => outcome.IsUp && outcome.Status is not (408 or 502 or 504);

    private void Missed(string reason)
    {
        if (++_misses >= MissesUntilDown) _health.Answers(_gateway.Name, false, reason);
        Rest(_misses < MissesUntilDown && SecondLook < _gateway.Watch ? SecondLook : _gateway.Watch);
    }

    private void Rest(TimeSpan time)
    {
        _isAsking = false;
        _timer?.Cancel();
        _timer = _parts.Loop.Schedule(time, static pings => pings.Ask(), this);
    }
}
