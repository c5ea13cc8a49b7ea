namespace NetTapi.Client;

/// <summary>Who is logged in (S3).</summary>
/// <param name="Uid">Extension number.</param>
/// <param name="Privileges">Of oper, mgr and admin those held, with commas between; empty for none.</param>
public sealed record NetTapiUser(string Uid, string Privileges);
