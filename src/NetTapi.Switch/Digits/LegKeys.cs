using System.Text;
using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Digits;

/// <summary>
/// The keys of one station's leg in a call: feature codes are carried out, all others go to the others in the call. Where a number belongs to a code, the others are put on hold while it is dialled;
/// <c>#</c> or a pause ends it.
/// </summary>
internal sealed class LegKeys : IKeyEvents
{
    private const int MostDigits = 64;

    private readonly SwitchParts _parts;
    private readonly CodeActions _actions;
    private readonly Leg _leg;
    private readonly KeyReader _reader;
    private readonly StringBuilder _number = new();
    private LoopTimer? _pause;
    private string? _code;
    private Call? _call;
    private bool _isInSound;

    /// <summary>Begins to read.</summary>
    public LegKeys(SwitchParts parts, CodeActions actions, Leg leg)
    {
        _parts = parts;
        _actions = actions;
        _leg = leg;
        _reader = new KeyReader(parts.Loop, parts.Options.FeatureDigitTimeout, this);
    }

    private FeatureCodes Codes => _parts.Directory.Current.Data.FeatureCodes;

    /// <summary>Takes a key.</summary>
    /// <param name="call">The call its party is in.</param>
    /// <param name="key">The key.</param>
    /// <param name="isInSound">Whether it was heard in the sound; a phone sends all of its keys the same way.</param>
    public void Take(Call call, char key, bool isInSound)
    {
        _call = call;
        _isInSound = isInSound;
        if (_code is null) _reader.Take(key, Codes);
        else if (key == '#') Complete();
        else Collect(key);
    }

    /// <summary>The leg has left its call.</summary>
    public void Close()
    {
        if (_code is not null) _leg.Audio.Media?.Play(null);
        Stop();
    }

    private void Stop()
    {
        _reader.Stop();
        _pause?.Cancel();
        _code = null;
        _number.Clear();
    }

    void IKeyEvents.OnKeys(string keys)
    {
        foreach (var key in keys) _call!.Current.PassOn(_leg, key, _isInSound);
    }

    void IKeyEvents.OnCode(string code)
    {
        if (code == Codes.Conference)
        {
            _actions.Conference(_call!, _leg);
        }
        else if (code == Codes.AttendedTransfer && _parts.Homes.ContainsKey(_leg))
        {
            _actions.GoBack(_call!, _leg);
        }
        else
        {
            _code = code;
            _call!.PutAway(_leg);
            _leg.Events = new DialTone(this, _call, _leg);
            _leg.Audio.Media?.Play(CallTones.Dial());
            Await();
        }
    }

    private void Collect(char key)
    {
        if (_number.Length == 0) _leg.Audio.Media?.Play(null);
        if (_number.Length < MostDigits) _number.Append(key);
        Await();
    }

    private void Await()
    {
        _pause?.Cancel();
        _pause = _parts.Loop.Schedule(_parts.Options.FeatureDigitTimeout, static keys => keys.Complete(), this);
    }

    private void Complete()
    {
        var (code, number, call) = (_code!, _number.ToString(), _call!.Current);
        Stop();
        _leg.Audio.Media?.Play(null);
        if (call.IsOver) _leg.End();
        else _actions.Carry(call, _leg, code, number);
    }
}
