using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NetTapi.Storage.Schema;

namespace NetTapi.Storage.Sqlite;

/// <summary>Where a SQLite database is, how it is made ready at the start, and how connections to it are opened.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnectionStringBuilder _connection;
    private readonly DbContextOptions<SqliteContext> _contextOptions;

    public SqliteDatabase(StorageOptions options)
    {
        _connection = Parse(options.ConnectionString);
        _connection.DefaultTimeout = Math.Max(1, (int)options.LockWait.TotalSeconds);
        _contextOptions = SqliteContext.OptionsFor(_connection.ConnectionString);
    }

    public string Path => _connection.DataSource;

    public NetTapiContext NewContext() => new SqliteContext(_contextOptions);

    /// <summary>Opens the writer's own connection.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connection.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            SetJournal(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the folder and the database where they are missing, and applies the migrations that are.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            await using var context = NewContext();
            await MigrateAsync(context, cancellation);
        }
        catch (Exception refusal) when (refusal is DbException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the database {Path} can't be opened: {SqliteRefusal.Describe(refusal)}", refusal);
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connection.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task MigrateAsync(NetTapiContext context, CancellationToken cancellation)
    {
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw new StorageException($"the database {Path} was made by a newer version of the program (its schema has {unknown}): it is left as it is");

        if (!(await context.Database.GetPendingMigrationsAsync(cancellation)).Any()) return;

        // EF guards migrations with a row that a process killed amidst them leaves behind, and then waits on it for ever. One server owns a database,
        // so a row found here is such a left-over. Each migration is a transaction: what was killed is undone, and done now.
        await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    // Write-ahead log: readers never wait for the writer. FULL: a commit is on disk when it returns (Q10).
    private void SetJournal(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        var mode = command.ExecuteScalar() as string;
        if (mode != "wal") throw new StorageException($"the database {Path} can't keep a write-ahead log where it lies (a network share?)");

        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
    }

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        SqliteConnectionStringBuilder connection;
        try
        {
            connection = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new StorageException($"not a connection string of SQLite: {fault.Message}", fault);
        }

        return connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory
            ? throw new StorageException("the database needs a file: Data Source=PATH")
            : connection;
    }
}
