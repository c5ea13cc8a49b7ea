namespace NetTapi.Media.Tests.Streams;

public class AllocationTests
{
    private const int Rounds = 5;
    private const int Steps = 2000;

    [Fact]
    public async Task Relaying_a_packet_allocates_nothing()
    {
        await using var room = new OfflineRoom();
        var (one, two) = (room.Open(), room.Open());
        one.Leg.Connect(two.Leg);
        two.KeepsPackets = false;
        Assert.Equal(0, LeastAllocated(i => one.Say((ushort)i, 0x55)));
        Assert.Equal(Rounds * Steps, two.Leg.Figures.PacketsSent);
    }

    [Fact]
    public async Task A_packet_that_is_relayed_recorded_and_searched_for_keys_allocates_nothing()
    {
        await using var room = new OfflineRoom();
        var (one, two) = (room.Open(telephoneEvent: null), room.Open());
        one.Leg.Connect(two.Leg);
        two.KeepsPackets = false;
        one.Leg.ListenForDigits(_ => { });
        one.Leg.Record(new RecordingRequest(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), false, end => { }));
        Assert.Equal(0, LeastAllocated(i => one.Say((ushort)i, 0x55)));
    }

    [Fact]
    public async Task A_frame_of_a_mixer_allocates_nothing()
    {
        await using var room = new OfflineRoom();
        var mixer = new MediaMixer(room.Parts);
        var parties = Enumerable.Range(0, 5).Select(_ => room.Open()).ToArray();
        foreach (var party in parties)
        {
            party.KeepsPackets = false;
            mixer.Add(party.Leg);
        }

        Assert.Equal(0, LeastAllocated(i =>
        {
            parties[0].Say((ushort)i, 0x55);
            parties[1].Say((ushort)i, 0x65);
            mixer.OnTick();
        }));
    }

    /// <summary>What the quietest of several rounds allocates: the runtime, compiling the same code better, has allocations of its own in some.</summary>
    private static long LeastAllocated(Action<int> step)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Steps; i++) step((round * Steps) + i);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
