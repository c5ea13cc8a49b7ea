// A screen pop: shows who is calling while the phone still rings, and what the call was when it is over.
//   dotnet run --project samples/ScreenPop -- HOST USER
// A user's PIN, if he has one, is read from NETTAPI_PIN.
using NetTapi.Client;

if (args is not [var host, var user])
{
    Console.Error.WriteLine("usage: ScreenPop HOST USER");
    return 2;
}

var customers = new Dictionary<string, string> { ["9729859901"] = "Facet Corp, contract 4711, last order on Monday" };
var options = new NetTapiClientOptions { Host = host, UserName = user, Pin = Environment.GetEnvironmentVariable("NETTAPI_PIN") };
await using var client = await NetTapiClient.ConnectAsync(options);

await foreach (var item in await client.WatchAsync(types: CallTypes.IncomingOutside))
{
    Console.WriteLine(item switch
    {
        IncomingCallEvent call => $"{call.CallerNumber} {call.CallerName} is calling: {customers.GetValueOrDefault(call.CallerNumber, "a new customer")}",
        CallEndedEvent call => await client.GetCallInformationAsync(call.Serial) is CallInformation info ? $"it took {info.Duration}" : "it is over",
        Disconnected => "the phone system is out of reach",
        Reconnected gap => $"the phone system is back; calls since {gap.From:T} were not seen",
        _ => "",
    });
}

return 0;
