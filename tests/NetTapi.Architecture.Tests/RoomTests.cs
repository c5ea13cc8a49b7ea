using System.Reflection;

namespace NetTapi.Architecture.Tests;

/// <summary>The arrows between the rooms of the code, as docs/architecture.md draws them.</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["NetTapi.Protocol"] = [],
        ["NetTapi.Loop"] = [],
        ["NetTapi.Media"] = ["NetTapi.Loop"],
        ["NetTapi.Sip"] = ["NetTapi.Loop"],
        ["NetTapi.Telephony"] = ["NetTapi.Loop"],
        ["NetTapi.Client"] = ["NetTapi.Protocol"],
        ["NetTapi.Storage"] = ["NetTapi.Telephony", "NetTapi.Loop"],
        ["NetTapi.Switch"] = ["NetTapi.Telephony", "NetTapi.Loop", "NetTapi.Sip", "NetTapi.Media"],
        ["NetTapi.Phone"] = ["NetTapi.Loop", "NetTapi.Sip", "NetTapi.Media"],
        ["nettapi-server"] =
        [
            "NetTapi.Protocol", "NetTapi.Loop", "NetTapi.Media", "NetTapi.Sip", "NetTapi.Telephony", "NetTapi.Storage", "NetTapi.Switch", "NetTapi.Phone",
        ],
        ["nettapi"] = ["NetTapi.Client", "NetTapi.Protocol"],
    };

    public static TheoryData<string> Rooms => new(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_below_it(string room)
    {
        var used = Load(room).GetReferencedAssemblies().Select(name => name.Name!).Where(Allowed.ContainsKey);
        Assert.Empty(used.Except(Allowed[room]));
    }

    [Fact]
    public void Every_project_in_src_is_a_known_room()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Select(name => name switch { "NetTapi.Server" => "nettapi-server", "NetTapi.Cli" => "nettapi", _ => name });
        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    [Theory]
    [InlineData("NetTapi.Protocol")]
    [InlineData("NetTapi.Loop")]
    [InlineData("NetTapi.Media")]
    [InlineData("NetTapi.Sip")]
    [InlineData("NetTapi.Telephony")]
    [InlineData("NetTapi.Switch")]
    public void No_room_below_the_server_knows_the_web_host_or_a_database(string room)
    {
        var foreign = Load(room).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }

    [Fact]
    public void The_domain_does_no_input_or_output()
    {
        string[] io = ["System.Net.Sockets", "System.Net.Http", "System.Data.Common", "System.IO.FileSystem", "System.IO.Pipelines"];
        Assert.Empty(Load("NetTapi.Telephony").GetReferencedAssemblies().Select(name => name.Name!).Intersect(io));
    }

    private static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));
}
