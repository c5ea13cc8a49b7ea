using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetTapi.Storage.Tests;

/// <summary>A database of one test, in a folder of its own that goes with it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("nettapi-storage-");
    private readonly DatabaseProvider _provider;

    public TestDatabase(DatabaseProvider provider) => _provider = provider;

    /// <summary>The providers every test of a store runs on.</summary>
    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite];

    public string Path => System.IO.Path.Combine(_folder.FullName, "data", "nettapi.db");

    public StorageOptions Options => new()
    {
        Provider = _provider,
        ConnectionString = $"Data Source={Path}",
        LockWait = TimeSpan.FromSeconds(1),
        FirstRetryDelay = TimeSpan.FromMilliseconds(1),
        LongestRetryDelay = TimeSpan.FromMilliseconds(20),
    };

    public Task<Database> OpenAsync(CapturedLog? log = null, StorageOptions? options = null, TimeProvider? time = null) =>
        Database.OpenAsync(options ?? Options, time ?? TimeProvider.System, (Microsoft.Extensions.Logging.ILoggerFactory?)log ?? NullLoggerFactory.Instance);

    /// <summary>A connection beside the store's own, as another program would have one.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Count(string table)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
