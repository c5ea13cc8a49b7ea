namespace NetTapi.Media.Tests.Streams;

public class AllocationTests
{
    [Fact]
    public async Task Relaying_a_packet_allocates_nothing()
    {
        await using var room = new OfflineRoom();
        var (one, two) = (room.Open(), room.Open());
        one.Leg.Connect(two.Leg);
        two.KeepsPackets = false;
        for (var i = 0; i < 100; i++) one.Say((ushort)i, 0x55);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 10_100; i++) one.Say((ushort)i, 0x55);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(10_100, two.Leg.Figures.PacketsSent);
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
        for (var i = 0; i < 100; i++) one.Say((ushort)i, 0x55);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 1100; i++) one.Say((ushort)i, 0x55);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
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

        Talk(0, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Talk(50, 1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Talk(int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                parties[0].Say((ushort)i, 0x55);
                parties[1].Say((ushort)i, 0x65);
                mixer.OnTick();
            }
        }
    }
}
