using System.Net;
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

        foreach (var prompt in MissingPrompts(inForce)) yield return $"{prompt}: there is no such file; who calls hears nothing in its place.";

        if (options.Directory is { } file && !DirectoryFile.Same(file, inForce))
            yield return "The configuration's Directory differs from the database's, which is the one in force: use `nettapi-server directory import FILE` to replace it.";
    }

    /// <summary>Prompts of scripts that are not there, each with its key path.</summary>
    /// <param name="directory">A directory without faults.</param>
    internal static IEnumerable<string> MissingPrompts(DirectoryData directory)
    {
        for (var i = 0; i < directory.Scripts.Length; i++)
        {
            var script = directory.Scripts[i];
            for (var p = 0; p < script.Prompts.Length; p++)
                if (!File.Exists(script.Prompts[p])) yield return $"Directory:Scripts:{i}:Prompts:{p}: {script.Prompts[p]}";
            if (script.InvalidPrompt is { } wrong && !File.Exists(wrong)) yield return $"Directory:Scripts:{i}:InvalidPrompt: {wrong}";
        }
    }

    private static string Some(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names[..5])} and {names.Length - 5} more";
}
