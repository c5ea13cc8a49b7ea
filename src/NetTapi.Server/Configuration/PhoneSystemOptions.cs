using NetTapi.Switch;

namespace NetTapi.Server.Configuration;

/// <summary>The section <c>Switch</c>.</summary>
internal sealed record PhoneSystemOptions
{
    /// <summary>How long a call rings before it is given up, where neither status nor user nor group says. Default 45 s; from 1 s to 1 h.</summary>
    public TimeSpan RingTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A WAV file that is heard on hold, absolute; null: the built-in melody.</summary>
    public string? MusicOnHold { get; init; }

    /// <summary>After how long the parker of a call is called back, where the directory's <c>ParkPlaces</c> do not say. Default 2 min; from 1 s to 24 h.</summary>
    public TimeSpan ParkCallBack { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a party may send no media that does not hold; null: for ever. Default null; from 5 s to 24 h.</summary>
    public TimeSpan? MediaTimeout { get; init; }

    /// <summary>What becomes of a party that is silent for so long. Default: it is hung up.</summary>
    public MediaTimeoutAction MediaTimeoutAction { get; init; }

    /// <summary>How long the next digit of a feature code, or of the number behind it, is waited for. Default 3 s; from 0.5 s to 30 s.</summary>
    public TimeSpan FeatureDigitTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a digit sounds that is sent into a call (C5). Default 100 ms; from 40 ms to 1 s.</summary>
    public TimeSpan DtmfDuration { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the silence between two such digits is. Default 50 ms; from 40 ms to 1 s.</summary>
    public TimeSpan DtmfGap { get; init; } = TimeSpan.FromMilliseconds(50);
}
