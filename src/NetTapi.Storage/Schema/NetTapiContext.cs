using Microsoft.EntityFrameworkCore;

namespace NetTapi.Storage.Schema;

/// <summary>The schema, the same for every provider. Each provider has a context of its own below this one, and so a set of migrations of its own.</summary>
internal abstract class NetTapiContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<CallRow> Calls => Set<CallRow>();

    public DbSet<StayRow> Stays => Set<StayRow>();

    public DbSet<StatusRow> Statuses => Set<StatusRow>();

    public DbSet<DirectoryRow> Directory => Set<DirectoryRow>();

    public DbSet<SerialRow> Serials => Set<SerialRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CallRow>(call =>
        {
            call.ToTable("calls").HasKey(row => row.Serial);
            call.Property(row => row.Serial).ValueGeneratedNever();
            call.Property(row => row.JobCode).HasDefaultValue("");
            call.Property(row => row.Note).HasDefaultValue("");
            call.HasIndex(row => row.Serial, "ix_calls_open").HasFilter("ended IS NULL");
        });
        modelBuilder.Entity<StayRow>(stay =>
        {
            stay.ToTable("stays").HasKey(row => new { row.Serial, row.Uid });
            stay.HasIndex(row => new { row.Uid, row.Left }, "ix_stays_uid_left");
        });
        modelBuilder.Entity<StatusRow>().ToTable("statuses").HasKey(row => row.Uid);
        modelBuilder.Entity<DirectoryRow>().ToTable("directory").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<SerialRow>().ToTable("serials").Property(row => row.Id).ValueGeneratedNever();
        NameColumns(modelBuilder);
    }

    // Columns are written by hand-made statements too: plain lower-case names need no quotes in any database.
    private static void NameColumns(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : $"{c}")).ToLowerInvariant());
        }
    }
}
