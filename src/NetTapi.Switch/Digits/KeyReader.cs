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
        var keys = _keys.ToString();
        if (known.Contains(keys) && keys.Length > 0)
        {
            _keys.Clear();
            events.OnCode(keys);
        }
        else if (known.Any(code => code.StartsWith(keys, StringComparison.Ordinal)))
        {
            _timer = loop.Schedule(patience, static reader => reader.Flush(), this);
        }
        else
        {
            Flush();
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
