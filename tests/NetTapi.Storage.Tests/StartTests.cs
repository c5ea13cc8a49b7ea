using NetTapi.Telephony;

namespace NetTapi.Storage.Tests;

/// <summary>What is said about a database that can't be used.</summary>
public class StartTests
{
    [Fact]
    public async Task The_folder_and_the_database_are_made()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        Assert.False(File.Exists(place.Path));
        await using var database = await place.OpenAsync();
        Assert.True(File.Exists(place.Path));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        await using (await place.OpenAsync())
        {
        }

        place.Execute("INSERT INTO __EFMigrationsHistory VALUES ('29991231235959_Later', '99.0')");
        var fault = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Contains("newer version", fault.Message, StringComparison.Ordinal);
        Assert.Contains("29991231235959_Later", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);
        await File.WriteAllTextAsync(place.Path, new string('x', 4096));
        var fault = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Contains("it is no SQLite database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_is_named()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(Path.GetDirectoryName(place.Path)!, "a file where the folder should be");
        var fault = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Contains(place.Path, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Host=db;Database=nettapi")]
    public async Task A_connection_string_without_a_file_is_refused(string connectionString)
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync(options: place.Options with { ConnectionString = connectionString }));
    }

    [Fact]
    public async Task A_start_killed_amidst_a_migration_does_not_stop_the_next_one()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);
        place.Execute("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
            """);
        await using var database = await place.OpenAsync();
        Assert.Empty(await database.Calls.ReadStaysAsync(new Serial(1), default));
    }
}
