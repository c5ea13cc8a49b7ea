using NetTapi.Telephony.Desks;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>Remembers what was asked of the desk and what became of it.</summary>
internal sealed class TestAudit : IAuditLog
{
    public List<string> Lines { get; } = [];

    public List<Exception> Faults { get; } = [];

    public void Asked(Principal who, string verb, UserId? uid, string outcome) => Lines.Add($"{who.User} {verb} {uid} {outcome}");

    public void OutOfSerials() => Lines.Add("out of serials");

    public void ReadFailed(Exception fault) => Faults.Add(fault);
}
