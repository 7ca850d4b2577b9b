using System.Buffers;
using System.Text.Json;

namespace Mkr.Model.Runs.SafeTensors;

/// <summary>The JSON header of a safetensors file: an object with one entry a tensor, and optionally one of metadata.</summary>
/// <remarks>
/// <c>{"__metadata__":{"key":"text"},"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}</c>, the offsets in bytes from the end of
/// the header. They must cover the data without holes or overlaps.
/// </remarks>
internal static class SafeTensorHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The most bytes a header may have, a limit of the format: a damaged length must not ask for memory.</summary>
    public const int MaxLength = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A tensor's place in the data.</summary>
    public sealed record Entry(string Name, TensorType Type, int[] Shape, long Start, long End);

    /// <summary>Writes a header, padded with spaces so that the data after it is aligned to 8 bytes.</summary>
    public static byte[] Format(IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0) WriteMetadata(json, metadata);
            long offset = 0;
            foreach (SafeTensor tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        byte[] header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="header">Its bytes.</param>
    /// <param name="dataLength">The number of bytes that follow.</param>
    /// <returns>The tensors in the order of their data, and the metadata.</returns>
    /// <exception cref="InvalidDataException">It breaks a rule of the format; the message names the tensor.</exception>
    public static (List<Entry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlyMemory<byte> header, long dataLength)
    {
        using JsonDocument document = ParseJson(header);
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals(MetadataKey)) ReadMetadata(property.Value, metadata);
            else entries.Add(ReadEntry(property));
        }

        // An empty tensor begins where the next one does, and comes before it.
        entries = [.. entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End)];
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Start != end) throw Invalid(entry.Name, $"its data begins at {entry.Start} instead of {end}");
            end = entry.End;
        }

        if (end != dataLength) throw new InvalidDataException($"the tensors have {end} bytes of data, the file has {dataLength}");
        return (entries, metadata);
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> header)
    {
        if (header.IsEmpty || header.Span[0] != '{') throw new InvalidDataException("the header does not begin with '{'");
        try
        {
            return JsonDocument.Parse(header, Strict);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the header is not valid JSON: {exception.Message}", exception);
        }
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Invalid(MetadataKey, "is not an object");
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) throw Invalid(MetadataKey, $"'{property.Name}' is not a string");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static Entry ReadEntry(JsonProperty property)
    {
        string name = property.Name;
        JsonElement entry = property.Value;
        if (entry.ValueKind != JsonValueKind.Object) throw Invalid(name, "is not an object");
        string? typeName = Member(name, entry, "dtype", JsonValueKind.String).GetString();
        if (!Enum.TryParse(typeName, out TensorType type) || type.ToString() != typeName)
            throw Invalid(name, $"unknown dtype '{typeName}'");

        long[] shape = ReadIntegers(name, entry, "shape"), offsets = ReadIntegers(name, entry, "data_offsets");
        if (offsets.Length != 2) throw Invalid(name, "data_offsets are not two numbers");
        int count = shape.All(length => length <= int.MaxValue) ? SafeTensor.ElementCount([.. shape.Select(length => (int)length)]) : -1;
        long bytes = (long)count * type.Size();
        if (count < 0 || bytes > Array.MaxLength) throw Invalid(name, $"the shape [{string.Join(", ", shape)}] is too large");
        if (offsets[1] - offsets[0] != bytes)
            throw Invalid(name, $"data_offsets [{offsets[0]}, {offsets[1]}] do not hold {count} elements of {type}, {bytes} bytes");

        return new(name, type, [.. shape.Select(length => (int)length)], offsets[0], offsets[1]);
    }

    private static long[] ReadIntegers(string tensor, JsonElement entry, string member)
    {
        JsonElement array = Member(tensor, entry, member, JsonValueKind.Array);
        long[] values = new long[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out values[i]) || values[i++] < 0)
                throw Invalid(tensor, $"{member} has an element that is no integer of at least 0");
        }

        return values;
    }

    private static JsonElement Member(string tensor, JsonElement entry, string member, JsonValueKind kind) =>
        entry.TryGetProperty(member, out JsonElement value) && value.ValueKind == kind
            ? value
            : throw Invalid(tensor, $"{member} is missing or not of kind {kind}");

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafeTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (int length in tensor.Shape) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static InvalidDataException Invalid(string tensor, string problem) => new($"tensor '{tensor}': {problem}");
}
