namespace NetTapi.Sip.Invites;

/// <summary>What a <see cref="Messages.Replaces"/> names (RFC 3891 3): an answered call, one of ours that still rings, or neither, with the status to refuse with.</summary>
/// <param name="Session">The answered call to be replaced: the new one takes its place, and it is ended.</param>
/// <param name="Ringing">The unanswered call of ours to be replaced: it is cancelled.</param>
/// <param name="Status">0 where there is one; else 481 (no such call, or a call to us that is not answered), 486 (answered, and only an unanswered one was to be replaced) or 603 (it is over).</param>
public readonly record struct ReplacedDialog(InviteSession? Session, OutgoingInvite? Ringing, int Status);
