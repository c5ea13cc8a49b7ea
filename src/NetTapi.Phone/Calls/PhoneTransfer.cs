using NetTapi.Sip.Invites;

namespace NetTapi.Phone;

/// <summary>A transfer that a phone asked for: once the others talk, it is out of the call, as a desk phone is.</summary>
internal sealed class PhoneTransfer(PhoneCall call, Action<int> changed) : IReferEvents
{
    void IReferEvents.OnAccepted() => changed(202);

    void IReferEvents.OnRefused(int status, string reason) => changed(status);

    void IReferEvents.OnProgress(int status, string reason) => changed(status);

    void IReferEvents.OnCompleted(int status, string reason)
    {
        changed(status);
        if (status < 300) call.HangUp();
    }
}
