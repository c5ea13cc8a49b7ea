using Microsoft.Data.Sqlite;
using NetTapi.Server.DirectoryTool;
using NetTapi.Server.Hosting;
using NetTapi.Storage;

namespace NetTapi.Server.Tests.Configuration;

/// <summary><c>directory export|import</c>.</summary>
public sealed class DirectoryCommandTests : IDisposable
{
    private const string Office = """
        { "Directory": {
          "Statuses": [{ "Name": "Available" }, { "Name": "Lunch", "Rings": false }],
          "Users": [
            { "Uid": "0128", "Name": "ken", "FirstName": "Zoë", "LastName": "O'Adams", "Privileges": ["admin", "oper"], "NetTapiPin": "1234",
              "Stations": [128, 130], "Statuses": [{ "Name": "On site", "Forward": "number:9,2148441111", "RingTime": "00:00:10" }],
              "RecordAllCalls": true, "RingTime": "00:00:20", "NoAnswer": "group:sales" },
            { "Uid": "200", "Name": "crm" } ],
          "Stations": [{ "Number": 128, "SipUser": "128", "SipPassword": "a" }, { "Number": 130, "SipUser": "130", "SipPassword": "b" }],
          "Gateways": [{ "Name": "carrier", "Address": "sip:127.0.0.1:5090", "AcceptFrom": ["127.0.0.1:5090"], "Username": "u", "Password": "p", "Register": true,
            "GenerateIncallDtmf": true, "Lines": "1-4,7,9-10", "Watch": "00:00:30", "Codecs": ["G722", "PCMA"],
            "NumbersIn": [{ "Match": "+1", "Replace": "1" }], "NumbersOut": [{ "Match": "", "Replace": "+1", "Digits": 10 }] }],
          "TrunkGroups": [{ "Number": 1, "Default": true, "Lines": "10,1-3", "Pick": "least-recently-used", "Overflow": 0 }, { "Number": 0, "Lines": "" }],
          "Groups": [{ "Name": "sales", "Number": "600", "Members": ["0128", "200"], "Order": "serial", "RingTime": "00:00:12", "Overflow": "ivr:day", "OverflowAfter": "00:00:40" }],
          "Scripts": [{ "Name": "day", "Number": "610", "Prompts": ["hello.wav", "menu.wav"], "Hours": [{ "Days": "mon-fri", "From": "08:00", "To": "17:30" }, { "Days": "sat", "From": "22:00", "To": "24:00" }],
            "Closed": "hangup", "Menu": { "1": "user:0128", "2": "room:620", "*": "repeat" }, "DialByExtension": true, "DigitTimeout": "00:00:04", "Repeats": 3, "OnTimeout": "room:620", "InvalidPrompt": "wrong.wav" }],
          "Rooms": [{ "Number": "620", "Name": "Board", "Pin": "0815" }],
          "ParkPlaces": { "Places": "801-805,820", "CallBack": "00:03:00" },
          "FeatureCodes": { "Park": "*1", "Retrieve": "*2", "Conference": "" },
          "EmergencyNumbers": ["112", "110"],
          "Routes": [{ "Number": "9725551128", "To": "user:0128" }, { "Number": "*", "To": "user:200" }]
        } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nettapi-directory-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private StorageOptions Options => new() { ConnectionString = $"Data Source={_folder.FullName}/data/nettapi.db" };

    [Fact]
    public async Task What_is_exported_and_imported_into_another_database_exports_to_the_same_bytes()
    {
        Assert.Equal(ExitStatus.Success, await ImportAsync(Office));
        Assert.Equal(ExitStatus.Success, await ExportAsync("first.json"));
        Assert.Contains("2 users, 2 stations, 1 group, 1 script, 1 room, 1 gateway, 2 trunk groups, 2 routes", _output.ToString(), StringComparison.Ordinal);

        var first = await File.ReadAllTextAsync(PathOf("first.json"));
        Directory.Delete(PathOf("data"), recursive: true);
        Assert.Equal(ExitStatus.Success, await ImportAsync(first));
        Assert.Equal(ExitStatus.Success, await ExportAsync("second.json"));
        Assert.Equal(first, await File.ReadAllTextAsync(PathOf("second.json")));
        Assert.Equivalent(ConfigurationText.Good(Office).Directory, ConfigurationText.Good(first).Directory, strict: true);
    }

    [Fact]
    public async Task An_exported_file_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await ImportAsync(Office);
        await ExportAsync("first.json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("first.json")));
    }

    [Fact]
    public async Task A_wrong_file_changes_nothing_and_names_every_fault()
    {
        await ImportAsync(Office);
        await ExportAsync("before.json");
        Assert.Equal(ExitStatus.WrongConfiguration, await ImportAsync("""{ "Directory": { "Users": [{ "Uid": "1" }], "Roms": [] } }"""));
        Assert.Contains("Directory:Users:0:Name: is missing", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("Directory:Roms: is not a key", _errors.ToString(), StringComparison.Ordinal);

        await ExportAsync("after.json");
        Assert.Equal(await File.ReadAllTextAsync(PathOf("before.json")), await File.ReadAllTextAsync(PathOf("after.json")));
    }

    [Fact]
    public async Task A_dry_run_checks_and_changes_nothing()
    {
        Assert.Equal(ExitStatus.Success, await ImportAsync(Office, dryRun: true));
        Assert.Contains("nothing was changed", _output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("data")));
        Assert.Equal(ExitStatus.WrongConfiguration, await ImportAsync("""{ "Directory": { "Oops": 1 } }""", dryRun: true));
    }

    [Theory]
    [InlineData("{}", "Directory: is missing")]
    [InlineData("""{ "Directory": {}, "Http": {} }""", "Http: is not a key")]
    public async Task A_file_must_hold_a_directory_and_nothing_else(string text, string fault)
    {
        Assert.Equal(ExitStatus.WrongConfiguration, await ImportAsync(text));
        Assert.Equal(fault, _errors.ToString().Trim());
    }

    [Fact]
    public async Task An_empty_database_has_nothing_to_export()
    {
        Assert.Equal(ExitStatus.Failure, await ExportAsync("first.json"));
        Assert.Contains("no directory yet", _errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("first.json")));
    }

    [Fact]
    public async Task A_database_that_another_program_keeps_locked_is_left_as_it_is_and_the_import_says_so_and_ends()
    {
        await ImportAsync(Office);
        await using (var locked = new SqliteConnection(Options.ConnectionString))
        {
            await locked.OpenAsync();
            using var begin = locked.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            Assert.Equal(ExitStatus.Failure, await ImportAsync("""{ "Directory": {} }"""));
        }

        Assert.Equal("the database refuses to be written to: nothing was changed", _errors.ToString().Trim().Split('\n')[^1]);
        Assert.Equal(ExitStatus.Success, await ExportAsync("after.json"));
        Assert.Contains("2 users", _output.ToString().Trim().Split('\n')[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<int> ImportAsync(string text, bool dryRun = false)
    {
        await File.WriteAllTextAsync(PathOf("import.json"), text);
        return await DirectoryCommand.ImportAsync(Options, PathOf("import.json"), dryRun, _output, _errors);
    }

    private Task<int> ExportAsync(string name) => DirectoryCommand.ExportAsync(Options, PathOf(name), _output, _errors);
}
