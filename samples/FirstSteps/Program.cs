using NetTapi.Client;

await using var client = await NetTapiClient.ConnectAsync(new NetTapiClientOptions { Host = "127.0.0.1", UserName = "ken" });
await foreach (var happened in await client.WatchAsync())
{
    if (happened is IncomingCallEvent call) Console.WriteLine($"{call.CallerNumber} {call.CallerName}");
}
