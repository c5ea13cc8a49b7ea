using NetTapi.Server.Sessions;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions;

[Requirement("Q2")]
public class RecordingPathsTests
{
    [Theory]
    [InlineData(null, "/data/rec/2006/a.wav", "/data/rec/2006/a.wav")]
    [InlineData("\\\\pbx\\rec", "/data/rec/2006/a.wav", "\\\\pbx\\rec\\2006\\a.wav")]
    [InlineData("/mnt/rec/", "/data/rec/2006/a.wav", "/mnt/rec/2006/a.wav")]
    [InlineData("/mnt/rec", "/data/record/a.wav", "/data/record/a.wav")]
    public void A_path_is_told_with_the_prefix_in_place_of_the_folder(string? prefix, string path, string told) =>
        Assert.Equal(told, new RecordingPaths("/data/rec", prefix).Reported(path));
}
