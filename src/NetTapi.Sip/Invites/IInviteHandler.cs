namespace NetTapi.Sip.Invites;

/// <summary>Takes INVITEs that begin calls. On the loop; what it throws ends that call with 500 and nothing else.</summary>
public interface IInviteHandler
{
    /// <summary>A call comes in. A final answer must follow, now or later.</summary>
    void OnInvite(IncomingInvite invite);
}
