using System.Net;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Server.DirectoryTool;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Hosting;

/// <summary>What is allowed and yet worth a warning at the start.</summary>
internal static class StartWarnings
{
    /// <summary>The warnings, a sentence each.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="inForce">The directory that counts: the database's.</param>
    public static IEnumerable<string> Of(ServerOptions options, DirectoryData inForce)
    {
        var open = options.NetTapi.Listen.Where(listener => !IPAddress.IsLoopback(listener.Address.Address)).Select(listener => $"{listener.Address}").ToArray();
        var withoutPin = inForce.Users.Where(user => string.IsNullOrEmpty(user.NetTapiPin)).Select(user => user.Name).ToArray();
        if (open.Length > 0 && withoutPin.Length > 0)
            yield return $"NetTapi:Listen opens {string.Join(", ", open)} to the network while users without a NetTapiPin can log in with nothing but their name: {Some(withoutPin)}.";

        foreach (var network in options.NetTapi.AllowFrom.Where(network => network.PrefixLength == 0))
            yield return $"NetTapi:AllowFrom holds {network}: every address may connect.";

        foreach (var prompt in PromptsThatCantBePlayed(inForce)) yield return $"{prompt} Who calls hears nothing in its place.";
        if (options.Recordings.Announcement is { } file && SoundFault(file) is { } fault)
            yield return $"Recordings:Announcement: {file}: {fault} Who is recorded does not hear it.";

        if (TooFewPorts(options, inForce) is { } shortage) yield return shortage;

        if (options.Directory is { } directory && !DirectoryFile.Same(directory, inForce))
            yield return "The configuration's Directory differs from the database's, which is the one in force: use `nettapi-server directory import FILE` to replace it.";
    }

    /// <summary>Why calls can't be recorded; null where they can. Makes the folder where it is missing.</summary>
    public static string? OfRecordings(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, ".written"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return $"Recordings:Directory: {folder} can't be written to: {refusal.Message} No call can be recorded.";
        }
    }

    /// <summary>Prompts of scripts that can't be played, each with its key path and the reason.</summary>
    /// <param name="directory">A directory without faults.</param>
    internal static IEnumerable<string> PromptsThatCantBePlayed(DirectoryData directory)
    {
        for (var i = 0; i < directory.Scripts.Length; i++)
        {
            var script = directory.Scripts[i];
            for (var p = 0; p < script.Prompts.Length; p++)
                if (SoundFault(script.Prompts[p]) is { } fault) yield return $"Directory:Scripts:{i}:Prompts:{p}: {script.Prompts[p]}: {fault}";
            if (script.InvalidPrompt is { } wrong && SoundFault(wrong) is { } other) yield return $"Directory:Scripts:{i}:InvalidPrompt: {wrong}: {other}";
        }
    }

    // A call through the switch has two legs, each with a port for sound and one for its reports.
    private static string? TooFewPorts(ServerOptions options, DirectoryData directory)
    {
        var (ports, lines) = (options.Sip.RtpPorts, directory.Gateways.Sum(gateway => gateway.Lines.Length));
        var calls = (ports.Last - ports.First + 1) / 4;
        return ports.IsAny || calls >= lines ? null : $"Sip:RtpPorts: {ports} is room for {calls} calls at once, four ports each, and there are {lines} lines.";
    }

    private static string? SoundFault(string file)
    {
        try
        {
            return File.Exists(file) && Sound.Load(file) is not null ? null : "there is no such file.";
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return refusal.Message;
        }
    }

    private static string Some(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names[..5])} and {names.Length - 5} more";
}
