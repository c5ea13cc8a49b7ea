namespace NetTapi.Telephony.Directory;

/// <summary>Turns numbers that begin in one way into numbers that begin in another.</summary>
/// <param name="Match">What the number begins with: digits, <c>*</c>, <c>#</c>, with an optional leading <c>+</c>. Empty: every number.</param>
/// <param name="Replace">What stands in its place.</param>
/// <param name="Digits">How many digits the whole number has, a leading <c>+</c> not counted; null: any number of them.</param>
public sealed record NumberRule(string Match, string Replace, int? Digits = null);
