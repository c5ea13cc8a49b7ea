using System.Collections.Immutable;
using System.Net;

namespace NetTapi.Phone;

/// <summary>One phone of the demonstration.</summary>
/// <param name="User">Its station's name: the user part of its address.</param>
/// <param name="Password">Its password.</param>
/// <param name="DisplayName">The name it shows.</param>
/// <param name="Extension">The number other phones dial for it.</param>
/// <param name="OutsideNumber">The number dialled outside for it.</param>
public sealed record DemoPhone(string User, string Password, string DisplayName, string Extension, string OutsideNumber);

/// <summary>What the demonstration plays.</summary>
public sealed record DemoScript
{
    /// <summary>The phones.</summary>
    public required ImmutableArray<DemoPhone> Phones { get; init; }

    /// <summary>Where the outside carrier listens: the address the server has for its gateway.</summary>
    public required IPEndPoint Carrier { get; init; }

    /// <summary>What is dialled before an outside number.</summary>
    public string OutsidePrefix { get; init; } = "9";

    /// <summary>People outside, who call and are called.</summary>
    public ImmutableArray<OutsideCaller> Callers { get; init; } =
    [
        new("0301234567", "Clara Hoffmann"), new("0891112223", "Otto Brandt"), new("0405556667"), new("0697778889", "Mia Vogel"),
    ];

    /// <summary>The shortest time from one call's beginning to the next one's.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest time from one call's beginning to the next one's.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How many times faster than people everybody answers, talks and gives up.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>How many calls there are at once, at most.</summary>
    public int MostCalls { get; init; } = 3;
}
