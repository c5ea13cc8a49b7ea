using System.Data.Common;
using Microsoft.Data.Sqlite;
using NetTapi.Storage.Writing;

namespace NetTapi.Storage.Sqlite;

/// <summary>
/// Commits groups to SQLite over one connection with prepared statements. After any failure the connection is closed, which undoes the transaction,
/// and the next try opens a new one: whatever state an I/O error left, it is not built upon. Every write can be repeated.
/// </summary>
internal sealed class SqliteWriteTarget(Func<SqliteConnection> open) : IWriteTarget
{
    private SqliteStatements? _statements;

    public void Commit(IReadOnlyList<Write> group)
    {
        try
        {
            var statements = _statements ??= new SqliteStatements(open());
            statements.Begin();
            foreach (var write in group) statements.Apply(write);
            statements.Commit();
        }
        catch (Exception refusal)
        {
            Dispose();
            if (refusal is DbException) throw new StorageException(SqliteRefusal.Describe(refusal), refusal);
            throw;
        }
    }

    public void Dispose()
    {
        _statements?.Dispose();
        _statements = null;
    }
}
