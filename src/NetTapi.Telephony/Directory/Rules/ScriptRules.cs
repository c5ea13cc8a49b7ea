namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of scripts.</summary>
internal sealed class ScriptRules(DirectoryData data, DirectoryFaults faults)
{
    private const int MostRepeats = 100;
    private const string Keys = "0123456789*#";

    public void Check()
    {
        faults.Unique("Directory:Scripts", "Name", data.Scripts, script => script.Name.ToUpperInvariant(), script => $"script {script.Name}");
        for (var i = 0; i < data.Scripts.Length; i++) Check(data.Scripts[i], $"Directory:Scripts:{i}");
    }

    private void Check(Script script, string path)
    {
        faults.Require(script.Name.Length > 0, $"{path}:Name", "is empty");
        faults.Require(script.DigitTimeout > TimeSpan.Zero, $"{path}:DigitTimeout", "is not a time");
        faults.Require(script.Repeats is >= 0 and <= MostRepeats, $"{path}:Repeats", $"is not from 0 to {MostRepeats}");
        faults.Require(script.Closed is null || !script.Hours.IsEmpty, $"{path}:Closed", "is given without Hours: the script never closes");
        for (var i = 0; i < script.Prompts.Length; i++) faults.Require(script.Prompts[i].Length > 0, $"{path}:Prompts:{i}", "is empty");
        for (var i = 0; i < script.Hours.Length; i++) CheckHours(script.Hours[i], $"{path}:Hours:{i}");
        CheckMenu(script, path);
    }

    private void CheckHours(OpeningHours hours, string path)
    {
        faults.Require(hours.Days != Weekdays.None, $"{path}:Days", "names no day");
        faults.Require(hours.From >= TimeSpan.Zero && hours.From < hours.To, $"{path}:From", "is not before To: hours past midnight are two entries");
        faults.Require(hours.To <= TimeSpan.FromDays(1), $"{path}:To", "is after 24:00");
    }

    private void CheckMenu(Script script, string path)
    {
        var seen = new HashSet<char>();
        foreach (var choice in script.Menu)
        {
            faults.Require(Keys.Contains(choice.Digit, StringComparison.Ordinal), $"{path}:Menu:{choice.Digit}", "is not one of 0-9, * and #");
            faults.Require(seen.Add(choice.Digit), $"{path}:Menu:{choice.Digit}", "stands twice");
        }
    }
}
