using System.Net;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Transport;

public class SourceMeterTests
{
    private static readonly IPAddress Carrier = IPAddress.Parse("192.0.2.1");

    /// <summary>With 500 messages a second, one of 200 calls lost messages after twenty seconds.</summary>
    [Fact]
    public void A_carrier_of_five_hundred_calls_a_second_is_never_cut_short_and_a_flood_is()
    {
        var time = new FakeTimeProvider();
        var meter = new SourceMeter(new GateOptions(), time);
        for (var milliseconds = 0; milliseconds < 60_000; milliseconds++)
        {
            Assert.True(meter.Admit(Carrier) && meter.Admit(Carrier));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(Enumerable.Range(0, 100_000).Count(_ => meter.Admit(Carrier)), 1, 8_000);
        Assert.True(meter.Admit(IPAddress.Parse("192.0.2.2")));
    }
}
