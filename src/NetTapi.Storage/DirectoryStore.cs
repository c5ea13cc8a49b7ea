using NetTapi.Storage.Documents;
using NetTapi.Storage.Writing;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Storage;

/// <summary>The directory, one document replaced whole, and the chosen statuses, a row a user.</summary>
internal sealed class DirectoryStore(Writer writer, Reader reader) : IDirectoryStore
{
    public async ValueTask<DirectoryData?> ReadAsync(CancellationToken cancellation)
    {
        var document = await reader.ReadAsync(0, static (context, _) => context.Directory.Select(row => row.Document).FirstOrDefault(), cancellation);
        return document is null ? null : StoredJson.Read<DirectoryData>(document);
    }

    public async ValueTask ReplaceAsync(DirectoryData directory, CancellationToken cancellation)
    {
        var write = new DirectoryWrite(directory);
        writer.Add(write);
        await write.Done.WaitAsync(cancellation);
    }

    public async ValueTask<IReadOnlyDictionary<UserId, string>> ReadStatusesAsync(CancellationToken cancellation) =>
        await reader.ReadAsync(0, static (context, _) => context.Statuses.ToDictionary(row => new UserId(row.Uid), row => row.Status), cancellation);

    public void SaveStatus(UserId user, string status) => writer.Add(new StatusWrite(user, status));
}
