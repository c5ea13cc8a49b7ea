using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage.Tests;

/// <summary>Records for tests: the figures of the source document's own example.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2006, 2, 27, 12, 0, 0, TimeSpan.Zero);

    public static CallRecord Call(int serial, DateTimeOffset? ended = null) => new()
    {
        Serial = new Serial(serial),
        Key = new CallKey($"call-{serial}"),
        Direction = CallDirection.Incoming,
        Began = Noon,
        Ended = ended,
        Line = new LineNumber(1),
        CallerName = "FACETCORP",
        CallerNumber = "9729859901",
        Dialled = "9725551128",
    };

    public static StayRecord Stay(int serial, string uid, DateTimeOffset? left = null, CallDirection direction = CallDirection.Incoming) => new()
    {
        Serial = new Serial(serial),
        User = new UserId(uid),
        Watched = true,
        Direction = direction,
        Began = Noon,
        Left = left ?? Noon.AddSeconds(58),
        Duration = TimeSpan.FromSeconds(58),
        RingTime = TimeSpan.FromSeconds(4),
        HoldTime = TimeSpan.FromMilliseconds(1500),
        Parties =
        [
            new PartyRecord(VoiceType.Line, 1, "9729859901", "FACETCORP", TimeSpan.FromSeconds(58), TimeSpan.Zero),
            new PartyRecord(VoiceType.Station, 144, uid, "Zoë <Bryant>", TimeSpan.FromSeconds(54), TimeSpan.FromSeconds(4)),
        ],
        RecordingFiles = ["/var/spool/a.wav", @"\\pbx\recordings\b.wav"],
        Dialled = "9725551128",
        CallerNumber = "9729859901",
    };

    /// <summary>Saves a stay and waits until it is durable.</summary>
    public static Task SaveAsync(this ICallStore store, StayRecord stay)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.SaveStay(stay, done.SetResult);
        return done.Task;
    }

    /// <summary>Reserves serials and waits until they are on disk.</summary>
    public static Task<SerialBlock> ReserveAsync(this ICallStore store, int count)
    {
        var done = new TaskCompletionSource<SerialBlock>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.ReserveSerials(count, done.SetResult);
        return done.Task;
    }

    /// <summary>Whether two records of a stay say the same; arrays are compared by what is in them.</summary>
    public static void AssertSame(StayRecord expected, StayRecord actual)
    {
        Assert.Equal(expected.Parties, actual.Parties);
        Assert.Equal(expected.RecordingFiles, actual.RecordingFiles);
        Assert.Equal(expected.RemovedRecordings, actual.RemovedRecordings);
        Assert.Equal(expected with { Parties = [], RecordingFiles = [], RemovedRecordings = [] }, actual with { Parties = [], RecordingFiles = [], RemovedRecordings = [] });
    }
}
