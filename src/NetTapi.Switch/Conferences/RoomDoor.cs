using System.Security.Cryptography;
using System.Text;
using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Conferences;

/// <summary>Where a party dials the digits of a room. Three tries, and half a minute, are all it has.</summary>
internal sealed class RoomDoor : ICallHost
{
    private const int MostTries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _pin;
    private readonly Action _admit;
    private readonly LoopTimer _patience;
    private readonly StringBuilder _dialled = new();
    private int _tries;
    private bool _isShut;

    /// <summary>Asks, by the dial tone.</summary>
    public RoomDoor(SwitchParts parts, Call call, string pin, Action admit)
    {
        _pin = pin;
        _admit = admit;
        _patience = parts.Loop.Schedule(Patience, () => Shut(call));
        call.Members[0].ListenForDigits();
    }

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Dial;

    /// <inheritdoc />
    public void OnSucceeded(Call call)
    {
        _dialled.Clear();
        call.Waiting.ListenForDigits();
    }

    /// <inheritdoc />
    public void OnDigit(Call call, Leg leg, char digit)
    {
        if (_isShut) return;
        if (digit != '#') _dialled.Append(digit);
        if (digit != '#' && _dialled.Length < _pin.Length) return;
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(_dialled.ToString()), Encoding.ASCII.GetBytes(_pin));
        _dialled.Clear();
        if (isRight) _admit();
        else if (++_tries >= MostTries) Shut(call);
    }

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg)
    {
        // Nobody comes in by the door of another.
    }

    /// <inheritdoc />
    public void OnGone(Call call) => _patience.Cancel();

    /// <summary>The call lasts as long as its busy tone, and the door is its host until then: what is dialled meanwhile is no further try.</summary>
    private void Shut(Call call)
    {
        _isShut = true;
        _patience.Cancel();
        call.Refuse(Refusal.Declined);
    }
}
