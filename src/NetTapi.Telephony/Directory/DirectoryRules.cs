using System.Collections.Immutable;
using NetTapi.Telephony.Directory.Rules;

namespace NetTapi.Telephony.Directory;

/// <summary>What must hold between the parts of a directory. Every contradiction is found, not only the first.</summary>
internal static class DirectoryRules
{
    public static ImmutableArray<DirectoryFault> Check(DirectoryData data)
    {
        var faults = new DirectoryFaults();
        new PeopleRules(data, faults).Check();
        new GroupRules(data, faults).Check();
        new ScriptRules(data, faults).Check();
        new LineRules(data, faults).Check();
        new NumberingRules(data, faults).Check();
        new TargetRules(data, faults).Check();
        return faults.ToImmutable();
    }
}
