using System.Text;
using System.Text.Json;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>Reads the news of MIND: see <see cref="MindLayout"/>.</summary>
internal static class MindNews
{
    /// <summary>The columns of <c>news.tsv</c>.</summary>
    public static string[] Columns { get; } =
        ["news", "category", "subcategory", "title", "abstract", "url", "title entities", "abstract entities"];

    /// <summary>Links a news to the entities that its title and its abstract name, each once, by their Wikidata ids.</summary>
    public static string? ReadLinks(Table table, IDataSink sink, LineLog log)
    {
        if (sink.Owner(FeatureOwner.Item, table[0]) is string reason) return reason;
        var seen = new HashSet<string>();
        foreach (int column in new[] { 6, 7 })
        {
            if (table[column].IsEmpty) continue;
            try
            {
                using JsonDocument entities = JsonDocument.Parse(table[column].ToArray());
                foreach (JsonElement entity in entities.RootElement.EnumerateArray())
                {
                    if (entity.GetProperty("WikidataId").GetString() is { Length: > 0 } id && seen.Add(id))
                        log.CountPiece(table.Line, sink.Link(table[0], Encoding.UTF8.GetBytes(id)));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                log.CountPiece(table.Line, "entities that are not a list in JSON with WikidataId");
            }
        }

        return null;
    }

    /// <summary>A news' title is its name; its words, category and subcategory are features.</summary>
    public static string? ReadNews(Table table, IDataSink sink, LineLog log)
    {
        if (sink.Row(FeatureOwner.Item, table[0]) is string reason) return reason; // parts of the data set have many news in common
        if (!table[3].IsEmpty) log.CountPiece(table.Line, sink.Name(FeatureOwner.Item, table[0], table[3]));
        foreach ((int column, string field) in new[] { (1, "category"), (2, "subcategory") })
            if (!table[column].IsEmpty) log.CountPiece(table.Line, sink.Feature(FeatureOwner.Item, table[0], field, table[column]));
        foreach (string word in MovieLensFeatures.Words(Encoding.UTF8.GetString(table[3])))
            log.CountPiece(table.Line, sink.Feature(FeatureOwner.Item, table[0], "word", Encoding.UTF8.GetBytes(word)));
        return null;
    }
}
