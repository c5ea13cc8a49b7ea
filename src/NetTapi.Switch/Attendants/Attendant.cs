using System.Text;
using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Attendants;

/// <summary>
/// The auto-attendant with one caller: plays the script's prompts, and takes him where his digits say. It is not a party (Q6). A caller who presses a key is not made to hear the rest; one who presses
/// nothing, or nothing with a meaning, hears it again some times, and then goes where the script sends him.
/// </summary>
internal sealed class Attendant : ICallHost
{
    /// <summary>A caller may have the prompts repeated, but not for ever: he holds a line.</summary>
    private const int MostRounds = 20;

    private readonly SwitchParts _parts;
    private readonly Router _router;
    private readonly Call _call;
    private readonly Script _script;
    private readonly Journey _journey;
    private Leg _caller;
    private readonly StringBuilder _digits = new();
    private LoopTimer? _timer;
    private int _failures;
    private int _rounds;
    private int _sequence;
    private bool _isGone;

    /// <summary>Begins.</summary>
    public Attendant(SwitchParts parts, Router router, Call call, Script script, Journey journey)
    {
        (_parts, _router, _call, _script, _journey, _caller) = (parts, router, call, script, journey, call.Members[0]);
        _caller.ListenForDigits();

        // He may have been rung for before.
        Hush();
        PlayAll();
    }

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Other;

    /// <inheritdoc />
    public bool TakesAnyone => true;

    /// <inheritdoc />
    public void OnDigit(Call call, Leg leg, char digit)
    {
        Hush();
        if (digit == '#' && _digits.Length > 0)
        {
            Decide();
            return;
        }

        _digits.Append(digit);
        if (MayGoOn(_digits.ToString())) _timer = _parts.Loop.Schedule(_script.DigitTimeout, static attendant => attendant.Decide(), this);
        else Decide();
    }

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg)
    {
        // Somebody takes the caller as he is.
        call.Host = null;
    }

    /// <inheritdoc />
    /// <remarks>He has heard nothing yet.</remarks>
    public void OnSucceeded(Call call)
    {
        Hush();
        _digits.Clear();
        _caller = call.Waiting;
        _caller.ListenForDigits();
        PlayFrom(0);
    }

    /// <inheritdoc />
    public void OnGone(Call call)
    {
        _isGone = true;
        Hush();
        if (!_caller.IsOver) _caller.StopListening();
    }

    /// <summary>Whether more digits could make another number of what was dialled.</summary>
    private bool MayGoOn(string digits) =>
        _script.DialByExtension && _parts.Directory.Current.HasLongerExtension(digits);

    private void Decide()
    {
        var digits = _digits.ToString();
        _digits.Clear();
        var extension = _script.DialByExtension ? _parts.Directory.Current.Extension(digits) : null;
        if (extension is not null and not ParkExtension) Go(() => _router.Send(_call, extension, _journey.Chosen()));
        else if (digits is [var digit] && _script.ChoiceOf(digit) is { } choice) Choose(choice);
        else Fail(_script.InvalidPrompt);
    }

    private void Choose(MenuChoice choice)
    {
        if (choice.Target is { } target) Go(() => _router.Send(_call, target, _journey.Chosen()));
        else PlayAll();
    }

    private void Fail(string? prompt)
    {
        if (_failures++ >= _script.Repeats) Go(() => _router.Send(_call, _script.OnTimeout ?? RouteTarget.Hangup, _journey));
        else if (prompt is null) PlayAll();
        else Play(prompt, PlayAll);
    }

    private void PlayAll()
    {
        if (++_rounds > MostRounds) Go(() => _router.Send(_call, RouteTarget.Hangup, _journey));
        else PlayFrom(0);
    }

    private void PlayFrom(int index)
    {
        if (index < _script.Prompts.Length) Play(_script.Prompts[index], () => PlayFrom(index + 1));
        else _timer = _parts.Loop.Schedule(_script.DigitTimeout, static attendant => attendant.Fail(null), this);
    }

    /// <summary>A prompt that can't be played is passed over: the caller can still press keys.</summary>
    private void Play(string prompt, Action next)
    {
        var sequence = ++_sequence;
        _parts.Prompts.Load(prompt, source =>
        {
            if (_isGone || sequence != _sequence) return;
            if (source is not null && _caller.Audio.Media is { } media)
            {
                media.Play(source, () =>
                {
                    if (!_isGone && sequence == _sequence) next();
                });
                return;
            }

            _parts.Journal.PromptMissing(_script.Name, prompt);
            next();
        });
    }

    private void Hush()
    {
        _sequence++;
        _timer?.Cancel();
        if (!_caller.IsOver) _caller.Audio.Media?.Play(null);
    }

    private void Go(Action onward)
    {
        if (!_isGone) _call.Leave(onward);
    }
}
