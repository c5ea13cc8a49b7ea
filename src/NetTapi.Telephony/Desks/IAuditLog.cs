namespace NetTapi.Telephony.Desks;

/// <summary>Told of everything that was asked of the desk. Called on the loop; must return at once.</summary>
public interface IAuditLog
{
    /// <summary>A use case was asked for.</summary>
    /// <param name="who">Who asked.</param>
    /// <param name="verb">What for, in wire terms.</param>
    /// <param name="uid">For which user; null where none of the directory was meant.</param>
    /// <param name="outcome">What became of it.</param>
    void Asked(Principal who, string verb, UserId? uid, string outcome);

    /// <summary>Calls can't be numbered because the disk refuses: they go on, unseen by applications.</summary>
    void OutOfSerials();

    /// <summary>A record could not be read: what was asked is answered as if there were none.</summary>
    void ReadFailed(Exception fault);
}
