using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Torture;

/// <summary>The messages of RFC 4475, found in a folder beside the repository; a clone without it skips these tests and no others.</summary>
public static class TortureMessages
{
    private static readonly string? Folder = Find();

    /// <summary>Whether the folder is there.</summary>
    public static bool ArePresent => Folder is not null;

    /// <summary>The names of all messages.</summary>
    public static IEnumerable<string> Names =>
        Folder is null ? [] : Directory.EnumerateFiles(Folder, "*.dat").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>One message as it goes over the wire. Most of the files lost their CRs on the way into version control; those with binary parts did not.</summary>
    public static byte[] Bytes(string name)
    {
        var stored = File.ReadAllBytes(Path.Combine(Folder!, $"{name}.dat"));
        return stored.Contains((byte)'\r') ? stored : [.. stored.SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b])];
    }

    /// <summary>A message that must be taken, as a request.</summary>
    public static SipRequest Request(string name) => Assert.IsType<SipRequest>(Taken(name));

    /// <summary>A message that must be taken, as a response.</summary>
    public static SipResponse Response(string name) => Assert.IsType<SipResponse>(Taken(name));

    /// <summary>What is wrong with a message that must be refused.</summary>
    public static SipFault Fault(string name)
    {
        Assert.False(SipParser.TryParse(Bytes(name), out _, out var fault), $"{name} was taken");
        return fault!;
    }

    private static SipMessage Taken(string name)
    {
        Assert.True(SipParser.TryParse(Bytes(name), out var message, out var fault), $"{name} was refused: {fault}");
        return message!;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "NetTapi.slnx"))) continue;
            var shared = Path.Combine(folder.FullName, "..", "shared", "data", "rfc4475");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
