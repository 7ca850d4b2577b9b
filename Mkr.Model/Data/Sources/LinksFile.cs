namespace Mkr.Model.Data.Sources;

/// <summary>
/// A file that links items to entities: a table with named columns, or <c>item TAB entity [TAB entity ...]</c> without a header.
/// </summary>
internal static class LinksFile
{
    /// <summary>The part that reads it.</summary>
    /// <exception cref="DataFormatException">The file is missing.</exception>
    public static SourcePart Part(string path, PrepareOptions options)
    {
        if (TableFiles.Find(path, options) is { } file && new TableColumns(file, options) is { IsLinks: true } columns)
            return TableParts.Links(file, columns.Item!.Value, columns.Entity!.Value);
        return Plain(path);
    }

    /// <summary>A file of links without a header.</summary>
    public static SourcePart Plain(string path) => TableParts.Links(
        new TextFile(path, ["item", "entity"], "\t") { HeaderLines = 0, IsOpenEnded = true, Encoding = TextEncoding.Of(path) },
        item: 0, entity: 1, hasMore: true);
}
