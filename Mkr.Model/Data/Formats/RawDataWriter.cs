using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>Writes a data set in the raw layout, so that <see cref="RawDataReader"/> with <see cref="Format"/> reads it back with every index the same.</summary>
public static class RawDataWriter
{
    /// <summary>The layout: tabs, the rating 1 for a positive and 0 for an item rated below the threshold, names of users and items.</summary>
    public static RawFormat Format(string name) => new(name, "ratings.tsv", "\t", Columns: 3)
    {
        HeaderLines = 1,
        Threshold = 1,
        ItemNames = new NamesFormat("item_names.tsv", "\t", Columns: 2) { HeaderLines = 1 },
        UserNames = new NamesFormat("user_names.tsv", "\t", Columns: 2) { HeaderLines = 1 },
    };

    /// <summary>Writes <paramref name="data"/> into <paramref name="folder"/>, which is created where it is missing.</summary>
    /// <exception cref="InvalidOperationException">An id contains a tab or a line end.</exception>
    public static void Write(string folder, RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        RawFormat format = Format(data.Name);
        Directory.CreateDirectory(folder);
        WriteRatings(Path.Combine(folder, format.RatingsFile), data);
        WriteMap(Path.Combine(folder, format.ItemMapFile), data);
        WriteTriples(Path.Combine(folder, format.TriplesFile), data.Graph);
        WriteNames(Path.Combine(folder, format.ItemNames!.File), data.Items, data.ItemNames);
        WriteNames(Path.Combine(folder, format.UserNames!.File), data.Users, data.UserNames);
    }

    private static void WriteRatings(string path, RecommendationData data)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.Write("user\titem\trating\n"u8);
        for (int user = 0; user < data.Users.Count; user++)
        {
            foreach (int item in data.Positives[user])
                WriteLine(file, data.Users.Utf8(user), data.Items.Utf8(item), "1"u8);
            foreach (int item in data.Rated[user])
                WriteLine(file, data.Users.Utf8(user), data.Items.Utf8(item), "0"u8);
        }
    }

    private static void WriteMap(string path, RecommendationData data)
    {
        using var file = new FileStream(path, FileMode.Create);
        for (int item = 0; item < data.Items.Count; item++)
        {
            TsvField.Write(file, data.Items.Utf8(item));
            foreach (int entity in data.Map.EntitiesOf(item))
            {
                file.WriteByte((byte)'\t');
                TsvField.Write(file, data.Graph.Entities.Utf8(entity));
            }

            file.WriteByte((byte)'\n');
        }
    }

    private static void WriteTriples(string path, KnowledgeGraph graph)
    {
        using var file = new FileStream(path, FileMode.Create);
        foreach ((int head, int relation, int tail) in graph.Triples)
            WriteLine(file, graph.Entities.Utf8(head), graph.Relations.Utf8(relation), graph.Entities.Utf8(tail));
    }

    private static void WriteNames(string path, Vocabulary ids, IReadOnlyList<string?> names)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.Write("id\tname\n"u8);
        for (int i = 0; i < ids.Count; i++)
        {
            if (names[i] is not string name) continue;
            TsvField.Write(file, ids.Utf8(i));
            file.WriteByte((byte)'\t');
            file.Write(Encoding.UTF8.GetBytes(name.Replace('\t', ' ')));
            file.WriteByte((byte)'\n');
        }
    }

    private static void WriteLine(FileStream file, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        TsvField.Write(file, first);
        file.WriteByte((byte)'\t');
        TsvField.Write(file, second);
        file.WriteByte((byte)'\t');
        TsvField.Write(file, third);
        file.WriteByte((byte)'\n');
    }
}
