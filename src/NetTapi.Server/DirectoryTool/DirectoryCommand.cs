using Microsoft.Extensions.Logging.Abstractions;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Storage;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary><c>directory export FILE</c> and <c>directory import FILE [--dry-run]</c>.</summary>
internal static class DirectoryCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Writes the database's directory to a file.</summary>
    public static async Task<int> ExportAsync(StorageOptions options, string file, TextWriter output, TextWriter errors)
    {
        try
        {
            await using var database = await OpenAsync(options);
            if (await database.Directory.ReadAsync(default) is { } directory)
            {
                DirectoryFile.Write(file, directory);
                await output.WriteLineAsync($"{file}: {Summary(directory)}");
                return ExitStatus.Success;
            }

            await errors.WriteLineAsync("the database has no directory yet");
        }
        catch (Exception refusal) when (refusal is StorageException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(refusal.Message);
        }

        return ExitStatus.Failure;
    }

    /// <summary>Puts a file's directory in the place of the database's, or only checks that it could be.</summary>
    public static async Task<int> ImportAsync(StorageOptions options, string file, bool dryRun, TextWriter output, TextWriter errors)
    {
        var (directory, faults) = ConfigurationLoader.LoadDirectory(file);
        foreach (var fault in faults) await errors.WriteLineAsync(fault.ToString());
        if (directory is null) return ExitStatus.WrongConfiguration;
        foreach (var prompt in StartWarnings.PromptsThatCantBePlayed(directory)) await errors.WriteLineAsync(prompt);
        if (dryRun)
        {
            await output.WriteLineAsync($"{file} is good: {Summary(directory)}; nothing was changed");
            return ExitStatus.Success;
        }

        try
        {
            if (await TryReplaceAsync(await OpenAsync(options), directory))
            {
                await output.WriteLineAsync($"put in place: {Summary(directory)}; a running server takes it at its next start");
                return ExitStatus.Success;
            }

            await errors.WriteLineAsync("the database refuses to be written to: nothing was changed");
            return ExitStatus.Failure;
        }
        catch (StorageException refusal)
        {
            await errors.WriteLineAsync(refusal.Message);
            return ExitStatus.Failure;
        }
    }

    /// <summary>Writes a directory and closes the database, which would wait for its disk without end if it were only disposed of.</summary>
    private static async Task<bool> TryReplaceAsync(Database database, DirectoryData directory)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        var replacing = database.Directory.ReplaceAsync(directory, deadline.Token).AsTask();
        await replacing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A try under way at the end of the patience may still succeed: what the database gave up says whether it did.
        return await database.StopAsync(new CancellationToken(canceled: true)) == 0;
    }

    private static Task<Database> OpenAsync(StorageOptions options) => Database.OpenAsync(options with { Retention = null }, TimeProvider.System, NullLoggerFactory.Instance);

    private static string Summary(DirectoryData directory) =>
        $"{Count(directory.Users.Length, "user")}, {Count(directory.Stations.Length, "station")}, {Count(directory.Groups.Length, "group")}, " +
        $"{Count(directory.Scripts.Length, "script")}, {Count(directory.Rooms.Length, "room")}, {Count(directory.Gateways.Length, "gateway")}, " +
        $"{Count(directory.TrunkGroups.Length, "trunk group")}, {Count(directory.Routes.Length, "route")}";

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
