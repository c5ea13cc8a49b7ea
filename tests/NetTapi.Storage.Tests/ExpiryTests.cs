using Microsoft.Extensions.Time.Testing;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage.Tests;

public class ExpiryTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Calls_older_than_the_retention_go_page_by_page_and_their_serials_stay_used(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            await database.Calls.ReserveAsync(1000);
            foreach (var serial in Enumerable.Range(1, 500)) SaveOld(database, serial);
            database.Calls.SaveCall(Samples.Call(501));
            database.Calls.SaveCall(Samples.Call(502, ended: Samples.Noon.AddDays(40)) with { Began = Samples.Noon.AddDays(40) });
            await database.Calls.SaveAsync(Samples.Stay(502, "107"));
        }

        var time = new FakeTimeProvider(Samples.Noon.AddDays(60));
        await using (var database = await place.OpenAsync(options: place.Options with { Retention = TimeSpan.FromDays(30) }, time: time))
        {
            // Each page queues the next: three round trips through the writer see the last of them done.
            foreach (var _ in Enumerable.Range(0, 4)) await database.Calls.SaveNoteAsync(new Serial(0), "", "", default);
            Assert.Equal(2, place.Count("calls"));
            Assert.Equal(1, place.Count("stays"));
            Assert.Equal(new SerialBlock(1001, 1), await database.Calls.ReserveAsync(1));
        }
    }

    private static void SaveOld(Database database, int serial)
    {
        database.Calls.SaveCall(Samples.Call(serial, ended: Samples.Noon.AddMinutes(1)));
        database.Calls.SaveStay(Samples.Stay(serial, "107"), () => { });
    }
}
