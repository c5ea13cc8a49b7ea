using System.Collections.Immutable;
using NetTapi.Media;

namespace NetTapi.Switch.Calls;

/// <summary>What a party hears that nobody else talks to.</summary>
internal enum LoneSound
{
    /// <summary>Nothing.</summary>
    Silence,

    /// <summary>Music: it is on hold, parked, or first in a conference.</summary>
    Music,

    /// <summary>The far end rings.</summary>
    Ringback,

    /// <summary>The far end can't be had.</summary>
    Busy,

    /// <summary>A number is to be dialled.</summary>
    Dial,

    /// <summary>What was dialled is done.</summary>
    Confirmation,

    /// <summary>What somebody else plays to it.</summary>
    Other,
}

/// <summary>
/// Who hears whom in a call: two legs relayed, three and more mixed, those put on hold with music. It owns the wiring of the media and knows nothing of signalling; told again what is to be, it
/// changes only what is not so yet.
/// </summary>
internal sealed class Bridge(SwitchParts parts)
{
    private readonly Dictionary<Leg, LoneSound> _sounds = [];
    private readonly HashSet<Leg> _wired = [];
    private readonly HashSet<Leg> _narrowing = [];
    private readonly HashSet<Leg> _stubborn = [];
    private readonly Dictionary<Leg, IAudioSource> _waiting = [];
    private readonly HashSet<Leg> _mixed = [];
    private IMediaMixer? _mixer;
    private (ImmutableArray<Leg> Legs, LoneSound Alone) _last = ([], LoneSound.Silence);

    /// <summary>Wires.</summary>
    /// <param name="legs">The legs that are there, those holding among them.</param>
    /// <param name="alone">What one hears whom nobody talks to.</param>
    public void Wire(ImmutableArray<Leg> legs, LoneSound alone)
    {
        _last = (legs, alone);
        var open = legs.RemoveAll(static leg => leg.Audio.Media is null || leg.IsOver);
        foreach (var gone in WiredBesides(open)) Unwire(gone);
        foreach (var leg in open) _wired.Add(leg);
        if (open.Length > 2) Mix(open);
        else Relay(open);
        foreach (var leg in open) Play(leg, SoundFor(leg, open, alone));
        NarrowWhere(open);
    }

    /// <summary>Takes a leg out: it hears nobody, and nobody hears it.</summary>
    public void Unwire(Leg leg)
    {
        if (!_wired.Remove(leg)) return;
        if (_mixed.Remove(leg)) _mixer?.Remove(leg.Audio.Media!);
        leg.Audio.Media!.Connect(null);
        Play(leg, LoneSound.Silence);
        _sounds.Remove(leg);
        _narrowing.Remove(leg);
        _stubborn.Remove(leg);
        _waiting.Remove(leg);
    }

    /// <summary>A short tone is heard beside what others say.</summary>
    public void Beep(Leg leg, IAudioSource tone)
    {
        if (!IsQuiet(leg)) return;
        if (!leg.Audio.IsPassThrough) leg.Audio.Media!.PlayOver(tone);
        else if (_narrowing.Count > 0) _waiting.TryAdd(leg, tone);
    }

    /// <summary>Plays something to a leg in place of what others say; not over music or a tone, which would be gone with it.</summary>
    public void Announce(Leg leg, IAudioSource source)
    {
        if (!IsQuiet(leg)) return;

        // Nobody would hear it, and for so long not the others either: it waits until the leg has agreed on sound that can be made.
        if (!leg.Audio.IsPassThrough) leg.Audio.Media!.Play(source);
        else if (_narrowing.Count > 0) _waiting[leg] = source;
    }

    /// <summary>Whether nothing is played to a leg but what others say: music or a tone would be gone with whatever is played over it.</summary>
    public bool IsQuiet(Leg leg) => _wired.Contains(leg) && _sounds.GetValueOrDefault(leg) == LoneSound.Silence;

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        foreach (var leg in _wired.ToArray()) Unwire(leg);
        EndMix();
        _last = ([], LoneSound.Silence);
    }

    /// <summary>Who holds is heard by nobody, and hears nobody.</summary>
    private static LoneSound SoundFor(Leg leg, ImmutableArray<Leg> legs, LoneSound alone)
    {
        if (leg.Audio.IsHeld || !leg.IsAnswered) return LoneSound.Silence;
        if (legs.Length == 1) return alone;
        return legs.All(other => other == leg || other.Audio.IsHeld) ? LoneSound.Music : LoneSound.Silence;
    }

    private List<Leg> WiredBesides(ImmutableArray<Leg> legs)
    {
        List<Leg> others = [];
        foreach (var leg in _wired)
            if (!legs.Contains(leg)) others.Add(leg);
        return others;
    }

    private void Relay(ImmutableArray<Leg> legs)
    {
        EndMix();
        if (legs is [var one, var other]) one.Audio.Media!.Connect(other.Audio.Media);
        else if (legs is [var alone]) alone.Audio.Media!.Connect(null);
    }

    private void Mix(ImmutableArray<Leg> legs)
    {
        _mixer ??= parts.Media.OpenMixer();
        foreach (var leg in legs)
        {
            // Whoever holds a conference may play music of his own into it: he is out of it for so long.
            if (leg.Audio.IsHeld ? _mixed.Remove(leg) : _mixed.Add(leg))
            {
                if (leg.Audio.IsHeld) _mixer.Remove(leg.Audio.Media!);
                else _mixer.Add(leg.Audio.Media!);
            }
        }
    }

    private void EndMix()
    {
        _mixer?.Close();
        _mixer = null;
        _mixed.Clear();
    }

    private void Play(Leg leg, LoneSound sound)
    {
        if (_sounds.GetValueOrDefault(leg) == sound) return;
        _sounds[leg] = sound;
        if (sound == LoneSound.Other) return;
        leg.Audio.Media!.Play(sound switch
        {
            LoneSound.Music => parts.Music(),
            LoneSound.Ringback => ToneGenerator.Ringback(),
            LoneSound.Busy => ToneGenerator.Busy(),
            LoneSound.Dial => CallTones.Dial(),
            LoneSound.Confirmation => CallTones.Confirmation(),
            _ => null,
        });
    }

    /// <summary>Sound that is only passed through can be neither made, mixed, converted nor recorded: such a leg is asked to agree on another, and then all is as it should be.</summary>
    /// <remarks>
    /// Two who talk to each other need the same: the second is asked when the first has agreed, and where one refuses the other goes back, so that they hear each other whatever becomes of the
    /// recording. Who refused is asked again when something changes, and first.
    /// </remarks>
    private void NarrowWhere(ImmutableArray<Leg> legs)
    {
        if (legs.All(static leg => !leg.Audio.IsPassThrough)) return;
        var isTalk = IsTalk(legs);
        if (isTalk && legs.All(leg => leg.Audio.IsPassThrough && !leg.IsRecorded)) return;
        var asked = legs.Where(leg => leg.IsAnswered && leg.Audio.IsPassThrough && !_narrowing.Contains(leg)).OrderByDescending(_stubborn.Contains).ToArray();
        foreach (var leg in isTalk ? asked.Take(1 - Math.Min(1, _narrowing.Count)) : asked) Narrow(leg);
    }

    private void Narrow(Leg leg)
    {
        _narrowing.Add(leg);
        leg.Narrow(isDone =>
        {
            _narrowing.Remove(leg);
            if (isDone)
            {
                _stubborn.Remove(leg);
                Wire(_last.Legs, _last.Alone);
            }
            else
            {
                _stubborn.Add(leg);
                _waiting.Clear();
                WidenFor(leg);
            }

            if (_waiting.Remove(leg, out var source)) Announce(leg, source);
        });
    }

    private void WidenFor(Leg stubborn)
    {
        if (!IsTalk(_last.Legs) || _last.Legs.FirstOrDefault(leg => leg != stubborn && !leg.IsOver) is not { Audio.IsPassThrough: false } other) return;
        other.Widen(stubborn.Audio.Agreed);
    }

    /// <summary>Whether two hear each other and nothing else.</summary>
    private bool IsTalk(ImmutableArray<Leg> legs) => legs is [_, _] && legs.All(leg => _sounds.GetValueOrDefault(leg) == LoneSound.Silence);
}
