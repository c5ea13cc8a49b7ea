using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of number rules: each must be able to match something.</summary>
internal sealed class RewriteRules(DirectoryFaults faults)
{
    public void Check(string path, ImmutableArray<NumberRule> rules)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            faults.Require(IsNumber(rule.Match), $"{path}:{i}:Match", $"\"{rule.Match}\" is not the beginning of a number");
            faults.Require(IsNumber(rule.Replace), $"{path}:{i}:Replace", $"\"{rule.Replace}\" is not the beginning of a number");
            faults.Require(rule.Digits is null || rule.Digits >= Math.Max(1, rule.Match.Count(char.IsAsciiDigit)), $"{path}:{i}:Digits", "is less than Match has");
            var earlier = rules[..i].FirstOrDefault(other => Covers(other, rule));
            if (earlier is not null) faults.Add($"{path}:{i}:Match", $"is never reached: the rule for \"{earlier.Match}\" comes first");
        }
    }

    private static bool Covers(NumberRule earlier, NumberRule later) =>
        later.Match.StartsWith(earlier.Match, StringComparison.Ordinal) && (earlier.Digits is null || earlier.Digits == later.Digits);

    private static bool IsNumber(string text) => DirectoryIndex.WithoutPlus(text).All(character => char.IsAsciiDigit(character) || character is '*' or '#');
}
