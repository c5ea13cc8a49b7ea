using Microsoft.Extensions.DependencyInjection;
using NetTapi.Loop;
using NetTapi.Telephony;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>A small office: an operator, a plain user, one with a PIN, a manager.</summary>
internal static class TestOffice
{
    public static readonly DirectoryData Directory = new()
    {
        Statuses = [new Status("Available"), new Status("Lunch", Rings: false)],
        Users =
        [
            new User { Uid = new UserId("128"), Name = "ken", FirstName = "Ken", LastName = "Adams", Privileges = Privileges.Oper | Privileges.Mgr | Privileges.Admin, Stations = [new StationNumber(128)] },
            new User { Uid = new UserId("107"), Name = "Ann", FirstName = "Ann", LastName = "Bell", Stations = [new StationNumber(107)] },
            new User { Uid = new UserId("109"), Name = "bob", NetTapiPin = "2468" },
            new User { Uid = new UserId("130"), Name = "mia", Privileges = Privileges.Mgr },
        ],
        Stations = [new Station(new StationNumber(128), "128", "secret"), new Station(new StationNumber(107), "107", "secret")],
        Gateways = [new Gateway { Name = "carrier", Address = "sip:127.0.0.1:5090", Lines = [new LineNumber(1), new LineNumber(2)] }],
        TrunkGroups = [new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [new LineNumber(1), new LineNumber(2)] }],
        Routes = [new Route("*", new RouteTarget(RouteKind.User, "107"))],
    };

    public static IServiceCollection AddTestOffice(this IServiceCollection services) =>
        services.AddSingleton(new LiveDirectory(new DirectoryIndex(Directory), new Dictionary<UserId, string>(), static (_, _) => { }))
            .AddSingleton<Interests>()
            .AddSingleton<IAuditLog, SilentAudit>()
            .AddSingleton(provider => new CallBook(
                provider.GetRequiredService<IControlLoop>(),
                provider.GetRequiredService<LiveDirectory>(),
                provider.GetRequiredService<Interests>(),
                provider.GetRequiredService<ICallStore>(),
                provider.GetRequiredService<INoticeSink>(),
                epoch: 1,
                outOfSerials: static () => { }))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<Desk>(provider, AccessPolicy.OwnOrPrivileged));

    private sealed class SilentAudit : IAuditLog
    {
        public void Asked(Principal who, string verb, UserId? uid, string outcome)
        {
        }

        public void OutOfSerials()
        {
        }

        public void ReadFailed(Exception fault)
        {
        }
    }
}
