using System.Text.Json;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Lists;

/// <summary>JSON Lines (https://jsonlines.org): an object a line.</summary>
internal sealed class JsonLists : IListFormat
{
    /// <inheritdoc/>
    public void Write(string path, IEnumerable<RecommendationList> lists)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 16);
        using var json = new Utf8JsonWriter(file);
        foreach (RecommendationList list in lists)
        {
            int rank = 0;
            foreach (RecommendedItem item in list)
            {
                Write(json, list.User, ++rank, item);
                json.Flush();
                json.Reset();
                file.WriteByte((byte)'\n');
            }
        }
    }

    private static void Write(Utf8JsonWriter json, string? user, int rank, RecommendedItem item)
    {
        json.WriteStartObject();
        json.WriteString("user", user);
        json.WriteNumber("rank", rank);
        json.WriteString("item", item.Id);
        json.WriteNumber("score", item.Score);
        if (item.Probability is double probability) json.WriteNumber("probability", probability);
        else json.WriteNull("probability");
        json.WriteString("source", RecommendationFile.Name(item.Source));
        json.WriteEndObject();
    }
}
