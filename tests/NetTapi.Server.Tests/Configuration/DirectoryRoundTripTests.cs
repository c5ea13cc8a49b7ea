using System.Collections.Immutable;
using CsCheck;
using NetTapi.Server.Configuration;
using NetTapi.Server.DirectoryTool;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using Route = NetTapi.Telephony.Directory.Route;

namespace NetTapi.Server.Tests.Configuration;

/// <summary>Any good directory that is written out is read back as it was: generated.</summary>
public sealed class DirectoryRoundTripTests : IDisposable
{
    private static readonly Gen<string> Words = Gen.Char["abcXYZ äß\"\\<'/"].Array[1, 8].Select(letters => $"n{new string(letters)}");
    private static readonly Gen<TimeSpan> Times = Gen.Int[1, 86_400].Select(seconds => TimeSpan.FromSeconds(seconds));
    private static readonly Gen<TimeSpan?> MaybeTime = Gen.Select(Gen.Bool, Times, (isThere, time) => isThere ? time : (TimeSpan?)null);

    private static readonly RouteTarget[] Known = [new(RouteKind.User, "128"), new(RouteKind.Room, "620"), new(RouteKind.Number, "9,+1 (214) 844-1111"), RouteTarget.Hangup];
    private static readonly Gen<RouteTarget> Targets = Gen.Int[0, Known.Length - 1].Select(i => Known[i]);

    private static readonly Gen<RouteTarget?> MaybeTarget = Gen.Select(Gen.Bool, Targets, (isThere, target) => isThere ? target : null);

    private static readonly Gen<Status> Statuses = Gen.Select(Words, Gen.Bool, MaybeTarget, MaybeTime, (name, rings, forward, time) => new Status(name, rings, forward, rings ? time : null));

    private static readonly Gen<User> Users = Gen.Select(Words, Gen.Int[0, 7], Statuses.Array[0, 1], Gen.Bool, MaybeTime, (name, privileges, statuses, records, time) => new User
    {
        Uid = new UserId("107"),
        Name = name,
        FirstName = name,
        Privileges = (Privileges)privileges,
        NetTapiPin = records ? name : null,
        Stations = [new(107)],
        Statuses = [.. statuses],
        RecordAllCalls = records,
        RingTime = time,
        NoAnswer = records ? new RouteTarget(RouteKind.Group, "sales") : null,
    });

    private static readonly Gen<RingGroup> Groups = Gen.Select(Gen.Bool, Times, MaybeTarget, MaybeTime, (isSerial, time, overflow, after) => new RingGroup
    {
        Name = "sales",
        Number = isSerial ? "600" : null,
        Members = [new("128"), new("107")],
        Order = isSerial ? RingOrder.Serial : RingOrder.All,
        RingTime = time,
        Overflow = overflow,
        OverflowAfter = overflow is null ? null : after,
    });

    private static readonly Gen<OpeningHours> Hours = Gen.Select(Gen.Int[1, 127], Gen.Int[0, 86_399], Gen.Int[1, 86_400], (days, from, length) =>
        new OpeningHours((Weekdays)days, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(Math.Min(from + length, 86_400))));

    private static readonly Gen<Script> Scripts = Gen.Select(Hours.Array[0, 3], MaybeTarget, Gen.Char["0123456789*#"].HashSet[0, 12], MaybeTarget, Times, Gen.Int[0, 100], Words, (hours, closed, keys, target, time, repeats, file) => new Script
    {
        Name = "day",
        Number = repeats % 2 == 0 ? "610" : null,
        Prompts = [file, $"{file}.wav"],
        Hours = [.. hours],
        Closed = hours.Length == 0 ? null : closed,
        Menu = [.. keys.Order().Select(key => new MenuChoice(key, target))],
        DialByExtension = repeats % 3 == 0,
        DigitTimeout = time,
        Repeats = repeats,
        OnTimeout = target,
        InvalidPrompt = repeats % 5 == 0 ? file : null,
    });

    private static readonly Gen<Gateway> Gateways = Gen.Select(Words, Gen.Bool, Gen.Int[0, 3600], Gen.Int[0, 3], (name, isGood, watch, codecs) => new Gateway
    {
        Name = name,
        Address = "sip:192.0.2.1",
        AcceptFrom = isGood ? ["192.0.2.0/24", "[::1]:5060"] : [],
        Username = name,
        Register = isGood,
        GenerateIncallDtmf = isGood,
        Lines = [new(7), new(1), new(2), new(3)],
        NumbersIn = isGood ? [new NumberRule("+1", ""), new NumberRule("+", "011")] : [],
        NumbersOut = isGood ? [new NumberRule("", "+1", 10)] : [],
        Watch = TimeSpan.FromSeconds(watch),
        Codecs = [.. Enum.GetValues<VoiceCodec>().Take(codecs)],
    });

    private static readonly Gen<DirectoryData> Directories = Gen.Select(
        Users, Groups, Scripts, Gateways, Statuses, Gen.Int[0, 7], MaybeTime, (user, group, script, gateway, status, choice, time) => new DirectoryData
        {
            Statuses = [status],
            Users = [user, new User { Uid = new UserId("128"), Name = "?" }],
            Stations = [new Station(new(107), "107", status.Name)],
            Groups = [group],
            Scripts = [script],
            Rooms = [new ConferenceRoom("620", status.Name, choice % 2 == 0 ? "0815" : null)],
            ParkPlaces = choice % 3 == 0 ? null : new ParkPlaces(choice % 3 == 1 ? [] : [705, 701, 702], time),
            FeatureCodes = choice % 2 == 0 ? new FeatureCodes() : new FeatureCodes { Park = "", Status = "#5" },
            EmergencyNumbers = choice == 1 ? null : choice == 2 ? ImmutableArray<string>.Empty : ["112", "110"],
            Gateways = [gateway],
            TrunkGroups = [new TrunkGroup { Number = new(1), Default = true, Lines = [new(3), new(1)], Pick = (LinePick)(choice % 3), Overflow = choice < 4 ? null : new(0) }, new TrunkGroup { Number = new(0) }],
            Routes = [new Route("*", RouteTarget.Hangup), new Route("+9725551128", new RouteTarget(RouteKind.Ivr, "day"))],
        });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nettapi-roundtrip-");

    [Fact]
    public void What_is_exported_is_imported_as_it_was() => Directories.Sample(
        directory =>
        {
            var file = $"{_folder.FullName}/office.json";
            DirectoryFile.Write(file, directory);
            var (read, faults) = ConfigurationLoader.LoadDirectory(file);
            Assert.Empty(faults);
            Assert.Equivalent(directory, read, strict: true);
            Assert.True(DirectoryFile.Same(directory, read!));
        },
        iter: 300,
        threads: 1);

    public void Dispose() => _folder.Delete(recursive: true);
}
