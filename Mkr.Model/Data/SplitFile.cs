using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data;

/// <summary>
/// Keeps a split in a folder: train.tsv, validation.tsv and test.tsv, each with a header and lines <c>user TAB item TAB label</c>, with the
/// data set's own ids and the label 1 or 0. A split that is read back has the same fingerprint.
/// </summary>
internal static class SplitFile
{
    private static readonly string[] Files = ["train.tsv", "validation.tsv", "test.tsv"];

    /// <summary>Writes the split; existing files are replaced.</summary>
    /// <exception cref="InvalidOperationException">An id contains a tab or a line end.</exception>
    public static void Write(string folder, DatasetSplit split, RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(data);
        Directory.CreateDirectory(folder);
        Interaction[][] parts = [split.Train, split.Validation, split.Test];
        for (int i = 0; i < parts.Length; i++)
        {
            using FileStream file = File.Create(Path.Combine(folder, Files[i]));
            file.Write("user\titem\tlabel\n"u8);
            foreach (Interaction row in parts[i])
            {
                WriteId(file, data.Users.Utf8(row.User));
                WriteId(file, data.Items.Utf8(row.Item));
                file.Write(row.IsPositive ? "1\n"u8 : "0\n"u8);
            }
        }
    }

    /// <summary>Reads a split of <paramref name="data"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="data">The data set.</param>
    /// <param name="isTrainAlone">Whether there is a training part alone, the others being empty.</param>
    /// <exception cref="DataFormatException">
    /// A file is missing or malformed, an id is not in the data set, a label contradicts it, or a pair of user and item occurs twice.
    /// </exception>
    public static DatasetSplit Read(string folder, RecommendationData data, bool isTrainAlone = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        var seen = new HashSet<(int User, int Item)>();
        Interaction[][] parts =
            [.. Files.Select((file, part) => ReadPart(Path.Combine(folder, file), data, seen, mayBeEmpty: isTrainAlone && part > 0))];
        return new DatasetSplit(parts[0], parts[1], parts[2]);
    }

    private static void WriteId(FileStream file, ReadOnlySpan<byte> id)
    {
        TsvField.Write(file, id);
        file.WriteByte((byte)'\t');
    }

    private static Interaction[] ReadPart(string path, RecommendationData data, HashSet<(int User, int Item)> seen, bool mayBeEmpty)
    {
        using var rows = new DelimitedReader(path, "labelled interaction", "\t", leastColumns: 3, mostColumns: 3);
        if (!rows.ReadRow()) throw rows.AtEnd();
        if (!rows[0].SequenceEqual("user"u8) || !rows[1].SequenceEqual("item"u8) || !rows[2].SequenceEqual("label"u8))
            throw rows.Error(0, "the header user, item, label", DelimitedReader.Show(rows[0]), "Put the header back.");
        var result = new List<Interaction>();
        while (rows.ReadRow())
        {
            Interaction row = ReadInteraction(rows, data);
            if (!seen.Add((row.User, row.Item)))
            {
                throw rows.Error(0, "each pair of user and item once in all parts", $"{DelimitedReader.Show(rows[0])} "
                    + $"and {DelimitedReader.Show(rows[1])} again", "Delete one of the lines.");
            }

            result.Add(row);
        }

        return result.Count > 0 || mayBeEmpty ? [.. result] : throw rows.AtEnd();
    }

    private static Interaction ReadInteraction(DelimitedReader rows, RecommendationData data)
    {
        if (!data.Users.TryGetIndex(rows[0], out int user)) throw Unknown(rows, 0, "user");
        if (!data.Items.TryGetIndex(rows[1], out int item)) throw Unknown(rows, 1, "item");
        bool isPositive = rows[2].SequenceEqual("1"u8);
        if (!isPositive && !rows[2].SequenceEqual("0"u8))
            throw rows.Error(2, "the label 0 or 1", DelimitedReader.Show(rows[2]), "Correct it or delete the line.");
        if (isPositive != data.Positives.Contains(user, item))
        {
            throw rows.Error(2, $"the label {(isPositive ? 0 : 1)} that follows from the ratings of '{data.Name}'",
                DelimitedReader.Show(rows[2]), "Is this a split of another data set?");
        }

        return new Interaction(user, item, isPositive);
    }

    private static DataFormatException Unknown(DelimitedReader rows, int column, string what) =>
        rows.Error(column, $"a known {what}", DelimitedReader.Show(rows[column]), "Is this a split of another data set?");
}
