using Microsoft.Extensions.Logging.Abstractions;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Storage;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary><c>number --from UID|--in GATEWAY NUMBER</c>: what becomes of a number and where it leads, without calling anyone.</summary>
internal static class NumberCommand
{
    private const string NotInForce =
        "This is what the configuration's Directory says. The database's is in force, and differs: `nettapi-server number` with a configuration without Directory shows that one, `nettapi-server directory import FILE` replaces it.";

    /// <summary>Explains a number by the configuration's directory, or the database's where the configuration has none. Where the two differ a line on standard error says which one it was.</summary>
    /// <returns><see cref="ExitStatus.Failure"/> where it leads nowhere.</returns>
    public static async Task<int> RunAsync(ServerOptions options, NumberQuestion question, TextWriter output, TextWriter errors)
    {
        try
        {
            if (options.Directory is { } file && await IsNotInForceAsync(file, options.Database)) await errors.WriteLineAsync(NotInForce);
            if ((options.Directory ?? await ReadAsync(options.Database)) is { } directory) return await ExplainAsync(new DirectoryIndex(directory), question, output, errors);
            await errors.WriteLineAsync("neither the configuration nor the database has a directory");
        }
        catch (Exception refusal) when (refusal is StorageException or ArgumentException)
        {
            await errors.WriteLineAsync(refusal.Message);
        }

        return ExitStatus.Failure;
    }

    private static async Task<int> ExplainAsync(DirectoryIndex directory, NumberQuestion question, TextWriter output, TextWriter errors)
    {
        if (Resolve(directory, question) is not { } result)
        {
            await errors.WriteLineAsync(question.From is not null ? $"there is no user {question.From}" : $"there is no gateway {question.Gateway}");
            return ExitStatus.Failure;
        }

        await output.WriteLineAsync(question.Number);
        foreach (var step in result.Steps) await output.WriteLineAsync($"  {step}");
        if (result.Destination is null) await output.WriteLineAsync("  leads nowhere");
        return result.Destination is null ? ExitStatus.Failure : ExitStatus.Success;
    }

    private static DialPlanResult? Resolve(DirectoryIndex directory, NumberQuestion question)
    {
        if (question.From is { } uid) return directory.User(uid) is { } user ? DialPlan.FromInside(directory, user, question.Number) : null;
        var gateway = directory.Data.Gateways.FirstOrDefault(gateway => gateway.Name.Equals(question.Gateway, StringComparison.OrdinalIgnoreCase));
        return gateway is null ? null : DialPlan.FromOutside(directory, gateway, question.Number);
    }

    /// <summary>Whether a database has another directory. One that can't be read, or is not there yet, is not needed to explain what the file says.</summary>
    private static async Task<bool> IsNotInForceAsync(DirectoryData file, StorageOptions options)
    {
        try
        {
            return Database.Exists(options) && await ReadAsync(options) is { } inForce && !DirectoryFile.Same(file, inForce);
        }
        catch (Exception refusal) when (refusal is StorageException or ArgumentException)
        {
            return false;
        }
    }

    private static async Task<DirectoryData?> ReadAsync(StorageOptions options)
    {
        await using var database = await Database.OpenAsync(options with { Retention = null }, TimeProvider.System, NullLoggerFactory.Instance);
        return await database.Directory.ReadAsync(default);
    }
}
