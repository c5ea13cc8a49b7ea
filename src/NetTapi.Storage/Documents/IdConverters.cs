using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetTapi.Storage.Documents;

/// <summary>An id that is a text stands as that text.</summary>
internal sealed class TextIdConverter<T>(Func<string, T> make, Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => make(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
}

/// <summary>An id that is a number stands as that number.</summary>
internal sealed class NumberIdConverter<T>(Func<int, T> make, Func<T, int> number) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => make(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
}
