using System.Globalization;
using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Writes a data set in the raw layout, so that <see cref="RawDataReader"/> with <see cref="Format"/> reads it back with every index,
/// time and feature the same.
/// </summary>
internal static class RawDataWriter
{
    /// <summary>
    /// The layout: tabs, the rating 1 for a positive and 0 for an item rated below the threshold, the time where the data has times, names
    /// of users and items. The header says which columns there are. The time of a rating below the threshold is not kept: it is 0.
    /// </summary>
    public static RawFormat Format(string name) => new(name, "ratings.tsv", "\t", Columns: 3)
    {
        ByHeader = true,
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
        WriteFeatures(folder, FeatureOwner.User, data.Users, data.Features);
        WriteFeatures(folder, FeatureOwner.Item, data.Items, data.Features);
        WriteFeatures(folder, FeatureOwner.Entity, data.Graph.Entities, data.Features);
        WriteFeatures(folder, FeatureOwner.Relation, data.Graph.Relations, data.Features);
    }

    private static void WriteRatings(string path, RecommendationData data)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.Write(data.PositiveTimes is null ? "user\titem\trating\n"u8 : "user\titem\trating\ttime\n"u8);
        for (int user = 0; user < data.Users.Count; user++)
        {
            int place = data.Positives.Start(user);
            foreach (int item in data.Positives[user])
                WriteRating(file, data.Users.Utf8(user), data.Items.Utf8(item), "1"u8, data.PositiveTimes?[place++]);
            foreach (int item in data.Rated[user])
                WriteRating(file, data.Users.Utf8(user), data.Items.Utf8(item), "0"u8, data.PositiveTimes is null ? null : 0);
        }
    }

    private static void WriteRating(
        FileStream file, ReadOnlySpan<byte> user, ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, long? time)
    {
        TsvField.Write(file, user);
        file.WriteByte((byte)'\t');
        TsvField.Write(file, item);
        file.WriteByte((byte)'\t');
        file.Write(rating);
        if (time is long given) file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\t{given}")));
        file.WriteByte((byte)'\n');
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
        {
            TsvField.Write(file, graph.Entities.Utf8(head));
            file.WriteByte((byte)'\t');
            TsvField.Write(file, graph.Relations.Utf8(relation));
            file.WriteByte((byte)'\t');
            TsvField.Write(file, graph.Entities.Utf8(tail));
            file.WriteByte((byte)'\n');
        }
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

    private static void WriteFeatures(string folder, FeatureOwner owner, Vocabulary ids, IEnumerable<FeatureField> all)
    {
        FeatureField[] fields = [.. all.Where(field => field.Owner == owner)];
        if (fields.Length == 0) return;
        using var file = new FileStream(Path.Combine(folder, FeaturesReader.FileName(owner)), FileMode.Create);
        for (int i = 0; i < ids.Count; i++)
        {
            foreach (FeatureField field in fields)
            {
                foreach (int value in field[i])
                {
                    TsvField.Write(file, ids.Utf8(i));
                    file.Write(Encoding.UTF8.GetBytes($"\t{field.Name}\t"));
                    TsvField.Write(file, field.Vocabulary.Utf8(value));
                    file.WriteByte((byte)'\n');
                }
            }
        }
    }
}
