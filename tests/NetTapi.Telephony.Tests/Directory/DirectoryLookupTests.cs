using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Directory;

public class DirectoryLookupTests
{
    private readonly DirectoryIndex _index = new(TestDirectory.Data);

    [Fact]
    [Requirement("S3")]
    public void A_user_is_found_by_name_without_regard_to_case()
    {
        Assert.Equal("107", _index.UserByName("aNN")?.Uid.Value);
        Assert.Null(_index.UserByName("ann "));
    }

    [Theory]
    [Requirement("C7")]
    [InlineData("107", "Ann")]
    [InlineData("0107", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    public void A_user_is_found_by_his_uid_as_it_is_written(string uid, string? name) => Assert.Equal(name, _index.User(uid)?.Name);

    [Theory]
    [InlineData("9725551128", "128")]
    [InlineData("+9725551128", "128")]
    [InlineData("5", "107")]
    [InlineData("", "107")]
    public void A_number_without_a_route_of_its_own_takes_that_of_all_the_rest(string dialled, string uid) => Assert.Equal(uid, _index.RouteOf(dialled)?.Name);

    [Fact]
    public void Stations_lines_and_trunk_groups_are_found()
    {
        Assert.Equal("109", _index.OwnerOf(new StationNumber(209))?.Uid.Value);
        Assert.Null(_index.OwnerOf(new StationNumber(300)));
        Assert.Equal(209, _index.StationBySipUser("209")?.Number.Value);
        Assert.Equal("carrier", _index.GatewayOf(new LineNumber(3))?.Name);
        Assert.Equal(1, _index.DefaultTrunkGroup?.Number.Value);
        Assert.Null(_index.TrunkGroup(new TrunkGroupNumber(7)));
    }

    [Fact]
    [Requirement("C6")]
    public void A_status_is_the_systems_or_the_users_own()
    {
        Assert.Equal("On site", _index.StatusOf(_index.User("107")!, "ON SITE")?.Name);
        Assert.Null(_index.StatusOf(_index.User("128")!, "On site"));
        Assert.False(_index.StatusOf(_index.User("128")!, "lunch")?.Rings);
    }

    [Fact]
    [Requirement("C6")]
    public void A_status_that_no_longer_exists_gives_way_to_the_systems_first()
    {
        var live = new LiveDirectory(_index, new Dictionary<UserId, string> { [new("107")] = "Lunch" }, static (_, _) => { });
        Assert.False(live.Rings(live.Current.User("107")!));
        live.Replace(new DirectoryIndex(TestDirectory.Data with { Statuses = [new Status("Here")] }));
        Assert.Equal("Here", live.StatusOf(live.Current.User("107")!)?.Name);
        Assert.True(live.Rings(live.Current.User("107")!));
    }
}
