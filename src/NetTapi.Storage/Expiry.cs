using NetTapi.Storage.Writing;

namespace NetTapi.Storage;

/// <summary>Once an hour, has calls deleted that are older than the retention.</summary>
internal sealed class Expiry : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private readonly ITimer _timer;

    public Expiry(Writer writer, TimeSpan retention, TimeProvider time) =>
        _timer = time.CreateTimer(_ => writer.Add(new ExpiryWrite(time.GetUtcNow() - retention, writer.Add)), null, TimeSpan.Zero, Interval);

    public void Dispose() => _timer.Dispose();
}
