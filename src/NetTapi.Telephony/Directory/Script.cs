using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>A script of the auto-attendant: what a caller hears, and where each digit takes him. It is not a party (Q6).</summary>
public sealed record Script
{
    /// <summary>Its name, matched without regard to case; what targets call it by.</summary>
    public required string Name { get; init; }

    /// <summary>The extension by which it is dialled; null where it is no number of its own.</summary>
    public string? Number { get; init; }

    /// <summary>What is played, in turn: paths of WAV files.</summary>
    public ImmutableArray<string> Prompts { get; init; } = [];

    /// <summary>When it is open, in the system's time zone; none: always.</summary>
    public ImmutableArray<OpeningHours> Hours { get; init; } = [];

    /// <summary>Where calls go outside these hours; null: the script runs all the same.</summary>
    public RouteTarget? Closed { get; init; }

    /// <summary>What each digit does.</summary>
    public ImmutableArray<MenuChoice> Menu { get; init; } = [];

    /// <summary>Whether the caller may dial an extension.</summary>
    public bool DialByExtension { get; init; }

    /// <summary>How long the next digit is waited for, after the prompts and between digits; default 5 s.</summary>
    public TimeSpan DigitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many times the prompts are played again, for want of a digit or for a wrong one; default 2.</summary>
    public int Repeats { get; init; } = 2;

    /// <summary>Where a caller goes who has chosen nothing by then; null: the call is ended.</summary>
    public RouteTarget? OnTimeout { get; init; }

    /// <summary>What is played for a digit that means nothing; null: the prompts again at once.</summary>
    public string? InvalidPrompt { get; init; }

    /// <summary>Whether it is open at an instant.</summary>
    /// <param name="local">The time in the system's zone.</param>
    public bool IsOpenAt(DateTime local) => Hours.IsEmpty || Hours.Any(hours => hours.Contain(local));

    /// <summary>What a digit does; null where it means nothing.</summary>
    public MenuChoice? ChoiceOf(char digit) => Menu.FirstOrDefault(choice => choice.Digit == digit);
}

/// <summary>What one digit does in a menu.</summary>
/// <param name="Digit"><c>0-9 * #</c>.</param>
/// <param name="Target">Where it takes the caller; null: the prompts are played again.</param>
public sealed record MenuChoice(char Digit, RouteTarget? Target);
