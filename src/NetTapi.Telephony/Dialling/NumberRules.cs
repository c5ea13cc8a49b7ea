using System.Collections.Immutable;
using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Dialling;

/// <summary>What a gateway's rules make of a number: pure, and without effect on what is no number.</summary>
public static class NumberRules
{
    /// <summary>The first rule that matches turns the beginning of the number; where none does the number stays as it is.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="number">Digits, <c>*</c> and <c>#</c>, with an optional leading <c>+</c>; empty where it is withheld, which no rule changes.</param>
    public static Rewritten Apply(ImmutableArray<NumberRule> rules, string number)
    {
        if (number.Length == 0) return new Rewritten(number, null);
        var digits = number.Count(char.IsAsciiDigit);
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            if (!number.StartsWith(rule.Match, StringComparison.Ordinal) || (rule.Digits ?? digits) != digits) continue;
            var rewritten = Join(rule.Replace, number[rule.Match.Length..]);

            // A rule that would leave nothing to be called is none.
            return rewritten.Any(char.IsAsciiDigit) || digits == 0 ? new Rewritten(rewritten, i) : new Rewritten(number, null);
        }

        return new Rewritten(number, null);
    }

    /// <summary>A plus stands at the beginning or not at all.</summary>
    private static string Join(string beginning, string rest) => beginning.Length > 0 && rest.StartsWith('+') ? beginning + rest[1..] : beginning + rest;
}

/// <summary>A number after a gateway's rules.</summary>
/// <param name="Number">What became of it.</param>
/// <param name="Rule">The place of the rule that did it, from 0; null where none matched.</param>
public readonly record struct Rewritten(string Number, int? Rule);
