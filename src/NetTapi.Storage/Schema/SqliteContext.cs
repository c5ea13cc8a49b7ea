using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NetTapi.Storage.Schema;

/// <summary>The schema on SQLite.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : NetTapiContext(options)
{
    public static DbContextOptions<SqliteContext> OptionsFor(string connectionString) => new DbContextOptionsBuilder<SqliteContext>()
        .UseSqlite(connectionString)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .Options;
}

/// <summary>Gives <c>dotnet ef migrations add NAME -o Migrations/Sqlite</c> its context; the database it names is never opened.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) => new(SqliteContext.OptionsFor("Data Source=design.db"));
}
