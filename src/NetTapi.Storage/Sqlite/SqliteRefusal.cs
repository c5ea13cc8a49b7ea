using Microsoft.Data.Sqlite;

namespace NetTapi.Storage.Sqlite;

/// <summary>SQLite's result codes in an administrator's words.</summary>
internal static class SqliteRefusal
{
    public static string Describe(Exception refusal) => refusal is SqliteException { SqliteErrorCode: var code } ? Describe(code, refusal.Message) : refusal.Message;

    private static string Describe(int code, string message) => code switch
    {
        5 or 6 => "another program keeps it locked",
        8 => "it may not be written to",
        10 => "the disk reports an error",
        11 => "it is damaged",
        13 => "the disk is full",
        14 => "it can't be created or written to there: the disk is read-only, or the folder is not the server's",
        26 => "it is no SQLite database",
        _ => message,
    };
}
