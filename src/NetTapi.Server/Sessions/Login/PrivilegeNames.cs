using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Sessions.Login;

/// <summary>What the wire calls privileges, in its order (S3).</summary>
internal static class PrivilegeNames
{
    /// <summary>The names, with commas between; empty for none.</summary>
    public static string Of(Privileges privileges)
    {
        var names = new List<string>();
        if (privileges.HasFlag(Privileges.Oper)) names.Add("oper");
        if (privileges.HasFlag(Privileges.Mgr)) names.Add("mgr");
        if (privileges.HasFlag(Privileges.Admin)) names.Add("admin");
        return string.Join(',', names);
    }
}
