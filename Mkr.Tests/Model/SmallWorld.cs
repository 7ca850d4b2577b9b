using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model;

/// <summary>A data set of 30 users and 24 items whose items have one, several, shared or no entities; with features.</summary>
internal static class SmallWorld
{
    public const int Items = 24;

    public static RawFormat Format { get; } = new("small", "ratings.tsv", "\t", Columns: 3)
    {
        Threshold = 4,
        ItemNames = new NamesFormat("names.tsv", "\t", Columns: 2),
    };

    /// <summary>Writes it to a folder, and reads it.</summary>
    public static RecommendationData Create(bool oneToOne = false)
    {
        string folder = Path.Combine(Path.GetTempPath(), "mkr-" + Guid.NewGuid().ToString("N"));
        try
        {
            Write(folder, oneToOne);
            return RawDataReader.Read(folder, Format);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Write(string folder, bool oneToOne = false)
    {
        Directory.CreateDirectory(folder);
        var ratings = new StringBuilder();
        for (int user = 0; user < 30; user++)
        {
            for (int k = 0; k < 6; k++)
                ratings.Append(null, $"user {user}\titem {((user * 7) + (k * 5)) % Items}\t{(k == 5 ? 2 : 5)}\n");
        }

        var features = new StringBuilder();
        for (int item = 0; item < Items; item++)
        {
            for (int k = 0; k < item % 4; k++)
                features.Append(null, $"item {item}\tword\tw{((item * 3) + (k * k)) % 11}\n");
        }

        var map = new StringBuilder();
        var triples = new StringBuilder();
        for (int item = 0; item < Items; item++)
        {
            map.Append(null, $"item {item}\t{Entities(item, oneToOne)}\n");
            triples.Append(null, $"e{(oneToOne || item % 4 != 3 ? item : item - 1)}\tgenre\tg{item % 3}\n");
        }

        File.WriteAllText(Path.Combine(folder, "ratings.tsv"), ratings.ToString());
        File.WriteAllText(Path.Combine(folder, "item_index2entity_id.txt"), map.ToString());
        File.WriteAllText(Path.Combine(folder, "kg.txt"), triples.ToString());
        File.WriteAllText(Path.Combine(folder, "item_features.tsv"), features.ToString());
        File.WriteAllLines(Path.Combine(folder, "names.tsv"), Enumerable.Range(0, Items).Select(item => $"item {item}\t{Name(item)}"));
        File.WriteAllLines(
            Path.Combine(folder, "user_features.tsv"), Enumerable.Range(0, 30).Select(user => $"user {user}\tgroup\tg{user % 5}"));
        File.WriteAllText(Path.Combine(folder, "entity_features.tsv"), "e0\tkind\ta\ne1\tkind\tb\ng1\tkind\tb\n");
        File.WriteAllText(Path.Combine(folder, "relation_features.tsv"), "genre\tkind\ta\n");
    }

    /// <summary>One to twelve words.</summary>
    private static string Name(int item) =>
        string.Join(' ', Enumerable.Range(0, 1 + (item % 12)).Select(word => $"Word{((item * 5) + (word * word)) % 17}"));

    private static string Entities(int item, bool oneToOne) => (oneToOne ? 0 : item % 4) switch
    {
        1 => $"e{item}\tg{item % 3}",
        2 => $"e{item}",
        3 => item % 8 == 3 ? string.Empty : $"e{item - 1}",
        _ => $"e{item}",
    };
}
