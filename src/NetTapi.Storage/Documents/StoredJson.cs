using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetTapi.Telephony;

namespace NetTapi.Storage.Documents;

/// <summary>How domain records stand in the database's JSON columns. Part of the schema: a change of shape must still read what was written before.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Names are kept readable for whoever looks with the sqlite3 shell; nothing here ends up in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter(),
            new TextIdConverter<UserId>(text => new UserId(text), id => id.Value),
            new TextIdConverter<CallKey>(text => new CallKey(text), id => id.Value),
            new NumberIdConverter<Serial>(number => new Serial(number), id => id.Value),
            new NumberIdConverter<StationNumber>(number => new StationNumber(number), id => id.Value),
            new NumberIdConverter<LineNumber>(number => new LineNumber(number), id => id.Value),
            new NumberIdConverter<TrunkGroupNumber>(number => new TrunkGroupNumber(number), id => id.Value),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="StorageException">The document is not one of ours.</exception>
    public static T Read<T>(string document)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(document, Options) ?? throw new StorageException($"a {typeof(T).Name} in the database is null");
        }
        catch (JsonException damage)
        {
            throw new StorageException($"a {typeof(T).Name} in the database can't be read: {damage.Message}", damage);
        }
    }
}
