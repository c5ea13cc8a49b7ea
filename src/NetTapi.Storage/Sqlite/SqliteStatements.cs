using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTapi.Storage.Documents;
using NetTapi.Storage.Schema;
using NetTapi.Storage.Writing;

namespace NetTapi.Storage.Sqlite;

/// <summary>The statements of the append path, prepared at first use and kept for the life of one connection.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedCommand _begin;
    private readonly PreparedCommand _commit;
    private readonly PreparedCommand _reserve;
    private readonly PreparedCommand _call;
    private readonly PreparedCommand _stay;
    private readonly PreparedCommand _note;
    private readonly PreparedCommand _files;
    private readonly PreparedCommand _setFiles;
    private readonly PreparedCommand _status;
    private readonly PreparedCommand _directory;
    private readonly PreparedCommand _page;
    private readonly PreparedCommand _expireStays;
    private readonly PreparedCommand _expireCalls;

    public SqliteStatements(SqliteConnection connection)
    {
        _connection = connection;

        // IMMEDIATE takes the write lock at once, so that a busy database refuses here and never half way.
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _reserve = new(
            connection,
            """
            INSERT INTO serials (id, last_reserved) VALUES (1, $count)
            ON CONFLICT (id) DO UPDATE SET last_reserved = last_reserved + $count RETURNING last_reserved
            """,
            "$count");
        _call = Upsert(connection, "calls", ["serial"], ["key", "direction", "began", "ended", "interrupted", "line", "caller_name", "caller_number", "dialled", "open_stays", "timeline"]);
        _stay = Upsert(
            connection,
            "stays",
            ["serial", "uid"],
            ["visit", "watched", "direction", "began", "left", "duration", "ring_time", "hold_time", "parties", "recording_files", "dialled", "caller_number"]);
        _note = new(connection, "UPDATE calls SET job_code = $job_code, note = $note WHERE serial = $serial", "$serial", "$job_code", "$note");
        _files = new(connection, "SELECT recording_files FROM stays WHERE serial = $serial AND uid = $uid", "$serial", "$uid");
        _setFiles = new(connection, "UPDATE stays SET recording_files = $files WHERE serial = $serial AND uid = $uid", "$serial", "$uid", "$files");
        _status = Upsert(connection, "statuses", ["uid"], ["status"]);
        _directory = Upsert(connection, "directory", ["id"], ["document"]);
        _page = new(
            connection,
            """
            SELECT max(serial) FROM (SELECT serial, began FROM calls WHERE serial > $after ORDER BY serial LIMIT $size) HAVING min(began) < $before
            """,
            "$after", "$size", "$before");
        const string OldOnes = "SELECT serial FROM calls WHERE serial > $after AND serial <= $last AND began < $before AND ended IS NOT NULL";
        _expireStays = new(connection, $"DELETE FROM stays WHERE serial IN ({OldOnes})", "$after", "$last", "$before");
        _expireCalls = new(connection, $"DELETE FROM calls WHERE serial IN ({OldOnes})", "$after", "$last", "$before");
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Apply(Write write)
    {
        switch (write)
        {
            case SerialsWrite serials:
                serials.First = checked((int)(Convert.ToInt64(_reserve.Read(serials.Count), CultureInfo.InvariantCulture) - serials.Count + 1));
                break;
            case CallWrite call:
                Save(CallRow.Of(call.Call));
                break;
            case StayWrite stay:
                Save(StayRow.Of(stay.Stay));
                break;
            case NoteWrite note:
                note.Found = _note.Run(note.Serial.Value, note.JobCode, note.Note) > 0;
                break;
            case RemovalWrite removal:
                removal.Changed = removal.Stays.Count(stay => Remove(stay.Serial, stay.Uid, removal.Paths));
                break;
            case StatusWrite status:
                _status.Run(status.User.Value, status.Status);
                break;
            case DirectoryWrite directory:
                _directory.Run(DirectoryRow.OnlyId, StoredJson.Write(directory.Directory));
                break;
            case ExpiryWrite expiry:
                Expire(expiry);
                break;
            default:
                throw new InvalidOperationException($"no statement for a {write.GetType().Name}");
        }
    }

    public void Dispose()
    {
        PreparedCommand[] all = [_begin, _commit, _reserve, _call, _stay, _note, _files, _setFiles, _status, _directory, _page, _expireStays, _expireCalls];
        foreach (var command in all) command.Dispose();
        _connection.Dispose();
    }

    private void Save(CallRow row) => _call.Run(
        row.Serial, row.Key, (int)row.Direction, row.Began, row.Ended, row.Interrupted, row.Line, row.CallerName, row.CallerNumber, row.Dialled, row.OpenStays, row.Timeline);

    private void Save(StayRow row) => _stay.Run(
        row.Serial, row.Uid, row.Visit, row.Watched, (int)row.Direction, row.Began, row.Left, row.Duration, row.RingTime, row.HoldTime, row.Parties, row.RecordingFiles, row.Dialled, row.CallerNumber);

    private bool Remove(int serial, string uid, IReadOnlySet<string> paths)
    {
        if (_files.Read(serial, uid) is not string files || StoredRecordings.Remove(files, paths) is not { } marked) return false;
        _setFiles.Run(serial, uid, marked);
        return true;
    }

    private void Expire(ExpiryWrite expiry)
    {
        var before = Microseconds.Of(expiry.Before);
        var last = _page.Read(expiry.After, ExpiryWrite.PageSize, before);
        expiry.Last = last is null ? null : Convert.ToInt32(last, CultureInfo.InvariantCulture);
        if (expiry.Last is null) return;

        _expireStays.Run(expiry.After, expiry.Last, before);
        _expireCalls.Run(expiry.After, expiry.Last, before);
    }

    private static PreparedCommand Upsert(SqliteConnection connection, string table, string[] key, string[] rest)
    {
        string[] all = [.. key, .. rest];
        var text = $"""
            INSERT INTO {table} ({string.Join(", ", all.Select(Quoted))}) VALUES ({string.Join(", ", all.Select(column => "$" + column))})
            ON CONFLICT ({string.Join(", ", key.Select(Quoted))}) DO UPDATE SET {string.Join(", ", rest.Select(column => $"{Quoted(column)} = excluded.{Quoted(column)}"))}
            """;
        return new PreparedCommand(connection, text, [.. all.Select(column => "$" + column)]);
    }

    private static string Quoted(string column) => $"\"{column}\"";
}
