using NetTapi.Server.Configuration;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Hosting;

/// <summary>Finds the directory in force at a start.</summary>
internal static class StartDirectory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The database's directory; into an empty database goes the configuration's first.</summary>
    /// <exception cref="StartException">The database's own is not consistent, or an import does not get to disk.</exception>
    public static async Task<DirectoryData> FindAsync(IDirectoryStore store, ServerOptions options, ILogger log, CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(cancellation);
        if (stored is null)
        {
            if (options.Directory is null) return DirectoryData.Empty;
            await ImportAsync(store, options.Directory, cancellation);
            log.DirectoryImported();
            return options.Directory;
        }

        var fault = DirectoryIndex.Validate(stored).FirstOrDefault();
        return fault is null ? stored : throw new StartException($"the database's directory can't be: {fault}");
    }

    private static async Task ImportAsync(IDirectoryStore store, DirectoryData directory, CancellationToken cancellation)
    {
        try
        {
            await store.ReplaceAsync(directory, cancellation).AsTask().WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException refusal)
        {
            throw new StartException("the directory could not be written to the database: the disk refuses", refusal);
        }
    }
}
