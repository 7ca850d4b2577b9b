using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Lists;

/// <summary>
/// Writes recommendations to a file, a row for each user and item: user, rank from 1, item, score, probability (nothing where the score is
/// no logit), source. The name's ending chooses the format.
/// </summary>
internal static class RecommendationFile
{
    private static readonly (string Ending, IListFormat Format)[] Formats =
        [(".csv", new CsvLists()), (".jsonl", new JsonLists()), (".parquet", new ParquetLists())];

    /// <summary>Throws where the file cannot be written, before anything is computed for nothing; nothing where there is none.</summary>
    /// <exception cref="SettingException">It cannot, or no format has its ending.</exception>
    public static void CheckWritable(string? path)
    {
        if (path is null) return;
        Find(path);
        WholeFile.CheckWritable(path, "--out");
    }

    /// <summary>Writes the file, complete or not at all; the lists are taken one after the other.</summary>
    public static void Write(string path, IEnumerable<RecommendationList> lists) =>
        WholeFile.Write(path, partial => Find(path).Write(partial, lists));

    /// <summary>What a source is called.</summary>
    public static string Name(RecommendationSource source) => source switch
    {
        RecommendationSource.Model => "model",
        RecommendationSource.FoldIn => "fold-in",
        RecommendationSource.Graph => "graph",
        _ => "popularity",
    };

    private static IListFormat Find(string path)
    {
        foreach ((string ending, IListFormat format) in Formats)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return format;
        throw new SettingException(
            $"--out: {path} has none of the endings {string.Join(", ", Formats.Select(format => format.Ending))}, which say the format.");
    }
}

/// <summary>A format of such a file.</summary>
internal interface IListFormat
{
    /// <summary>Writes the whole file.</summary>
    void Write(string path, IEnumerable<RecommendationList> lists);
}
