using System.Globalization;
using NetTapi.EndToEnd.Tests.Flows;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>Whole calls, one after the other, over a network that loses one message in seven of each direction: all are made, and told once.</summary>
public sealed class LossyCallTests
{
    private const int Calls = 4, Lost = 15;

    // Long enough that what is lost at the end of a step is repeated.
    private const int Patience = 1500;

    [SippFact, Requirement("N4"), Requirement("N6")]
    public async Task Calls_from_a_carrier_that_loses_messages()
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, new PhoneSound());
        await phone.RunAsync(() => phone.Script = _ => AnswerScript.Answer());
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario { Calls = Calls, Lost = Lost }
            .Invite().Response(100, optional: true).Response(180, optional: true).Response(200).Acknowledge().Wait(Patience)
            .HangUp().Response(200).Wait(Patience));
        var told = new List<string>();
        while (told.Count < 2 * Calls) told.Add(await application.ReceiveAsync(office.Limit));

        // Whether one has its end, and with that a free slot, before the next one begins is the disk's to say (N10).
        for (var serial = 1; serial <= Calls; serial++)
        {
            var notices = told.Where(notice => notice.Contains($"<serial={serial}>", StringComparison.Ordinal)).ToArray();
            var slot = int.Parse(notices[0].Split('=', '>')[3], CultureInfo.InvariantCulture);
            Assert.Equal([FlowWire.In(128, serial, slot), FlowWire.End(128, serial, slot)], notices);
        }

        await carrier.SucceedsAsync(office.Limit);
        await application.HeardNothingElseAsync(office.Limit);
    }

    [SippFact, Requirement("N4"), Requirement("N6")]
    public async Task Calls_to_a_carrier_that_loses_messages()
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, new PhoneSound());
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario { Calls = Calls, Lost = Lost }
            .Invited().Ring().Accept().Request("ACK").Say("acknowledged").Request("BYE").Confirm().Wait(Patience));
        for (var serial = 1; serial <= Calls; serial++)
        {
            var call = await phone.RunAsync(() => phone.Call("92148441111"));
            await phone.IsAsync(call, PhoneCallState.Talking, office.Limit);
            await carrier.PrintsAsync("acknowledged", office.Limit);
            await phone.RunAsync(call.HangUp);
            await application.ExpectAsync(FlowWire.Out(128, serial, slot: 1), office.Limit);
            await application.ExpectAsync(FlowWire.End(128, serial, slot: 1), office.Limit);
        }

        await carrier.SucceedsAsync(office.Limit);
        await application.HeardNothingElseAsync(office.Limit);
    }
}
