using System.Text;
using NetTapi.Loop;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Digits;

/// <summary>What a key pressed in a call turned out to be.</summary>
internal interface IKeyEvents
{
    /// <summary>Keys that belong to no feature: they are for the other side.</summary>
    void OnKeys(string keys);

    /// <summary>A feature code is complete.</summary>
    /// <param name="code">The code.</param>
    void OnCode(string code);
}

/// <summary>
/// Tells feature codes from other keys, for one leg. A key that can begin no code goes on at once; one that can waits until the next says more, or a moment is over.
/// </summary>
internal sealed class KeyReader(IControlLoop loop, TimeSpan patience, IKeyEvents events)
{
    private readonly StringBuilder _keys = new();
    private LoopTimer? _timer;

    /// <summary>Takes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="codes">The codes in force.</param>
    public void Take(char key, FeatureCodes codes)
    {
        string[] known = [codes.Park, codes.BlindTransfer, codes.AttendedTransfer, codes.Conference];
        _timer?.Cancel();
        _keys.Append(key);

        // Keys that are no code may end in one's beginning.
        var spare = 0;
        while (spare < _keys.Length && !known.Any(code => code.StartsWith(_keys.ToString(spare, _keys.Length - spare), StringComparison.Ordinal))) spare++;
        var others = _keys.ToString(0, spare);
        var keys = _keys.Remove(0, spare).ToString();
        if (others.Length > 0) events.OnKeys(others);
        if (keys.Length == 0) return;
        if (known.Contains(keys))
        {
            _keys.Clear();
            events.OnCode(keys);
        }
        else
        {
            _timer = loop.Schedule(patience, static reader => reader.Flush(), this);
        }
    }

    /// <summary>Forgets what was begun.</summary>
    public void Stop()
    {
        _timer?.Cancel();
        _keys.Clear();
    }

    private void Flush()
    {
        _timer?.Cancel();
        var keys = _keys.ToString();
        _keys.Clear();
        events.OnKeys(keys);
    }
}
