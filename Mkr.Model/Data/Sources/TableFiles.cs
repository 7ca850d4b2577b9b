namespace Mkr.Model.Data.Sources;

/// <summary>Opens tables of any kind.</summary>
internal static class TableFiles
{
    private static readonly string[] Columnar = [".parquet", ".pq"];
    private static readonly string[] Text = [".csv", ".tsv", ".txt", ".dat", ".tab"];

    /// <summary>Whether a file's name says that it may be a table.</summary>
    public static bool MayBe(string path) => Columnar.Concat(Text).Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>The table in a file; null where it has no columns.</summary>
    /// <exception cref="DataFormatException">The file is missing, or of another kind than its name says.</exception>
    public static ITableFile? Find(string path, PrepareOptions options) =>
        Columnar.Contains(Path.GetExtension(path).ToLowerInvariant()) ? ParquetFile.Open(path) : TextFileFinder.Find(path, options);

    /// <summary>The table in a file that was named.</summary>
    /// <exception cref="DataFormatException">The file is missing, or no table.</exception>
    public static TableColumns Named(string path, PrepareOptions options) =>
        Find(path, options) is { } table ? new TableColumns(table, options) : throw new DataFormatException(
            path, 1, 1, "a table of two columns or more", "no separator that fits", "Give --separator it.");
}
