namespace Mkr.Model.Data.Sources;

/// <summary>
/// Tables with named columns, as text or Parquet, each told by its columns; the graph also as N-Triples, or as <c>kg.txt</c> without a
/// header.
/// </summary>
internal sealed class TableLayout : IDataLayout
{
    private static readonly string[] GraphNames = ["kg", "graph", "triples", "kg_final"];

    /// <inheritdoc/>
    public string Name => "tables";

    /// <inheritdoc/>
    public string Files => "CSV, TSV or Parquet with named columns: interactions, items, users, links, triples; .nt";

    /// <inheritdoc/>
    public bool Fits(string folder, PrepareOptions options) =>
        options.RatingsFile is not null || Tables(folder, options).Any(table => table.IsInteractions);

    /// <inheritdoc/>
    public DataSource Open(string folder, PrepareOptions options)
    {
        TableColumns[] tables = [.. Tables(folder, options)];
        TableColumns ratings = Interactions(folder, tables, options);
        TableColumns[] others = [.. tables.Where(table => !table.IsInteractions && table.File.Path != ratings.File.Path)];
        return new DataSource(Name)
        {
            Links = [.. others.Where(table => table.IsLinks).Take(1)
                .Select(table => TableParts.Links(table.File, table.Item!.Value, table.Entity!.Value))],
            Interactions = [ratings.Interactions()],
            Owners = [.. Owners(others, options)],
            Graph = [.. Graph(folder, others, options)],
            HasRatings = ratings.Rating is not null,
            HasTimes = ratings.Time is not null,
        };
    }

    private static IEnumerable<TableColumns> Tables(string folder, PrepareOptions options)
    {
        foreach (string path in Directory.EnumerateFiles(folder).Where(TableFiles.MayBe).Order(StringComparer.Ordinal))
        {
            if (TableFiles.Find(path, options) is { } file) yield return new TableColumns(file, options);
        }
    }

    private static TableColumns Interactions(string folder, TableColumns[] tables, PrepareOptions options)
    {
        if (options.RatingsFile is string given) return TableFiles.Named(DataLayouts.FilePath(folder, given), options);
        TableColumns[] found = [.. tables.Where(table => table.IsInteractions)];
        if (found.Length == 1) return found[0];
        string files = string.Join(", ", (found.Length == 0 ? tables : found).Select(table => Path.GetFileName(table.File.Path)));
        throw new DataFormatException(folder, 1, 1, "one table whose header names users and items", files.Length == 0 ? "none" : files,
            "Give --ratings the file of interactions, and where its header does not tell, --user and --item the columns.");
    }

    /// <summary>The tables of users and items, but for those in whose place files were named.</summary>
    private static IEnumerable<SourcePart> Owners(TableColumns[] tables, PrepareOptions options) =>
        from owner in new[] { FeatureOwner.Item, FeatureOwner.User }
        where (owner == FeatureOwner.Item ? options.ItemsFile : options.UsersFile) is null
        from table in tables
        where OwnersFile.IsOf(table, owner)
        select OwnersFile.Part(table, owner);

    private static IEnumerable<SourcePart> Graph(string folder, TableColumns[] tables, PrepareOptions options)
    {
        if (options.GraphFile is not null) return []; // it takes the place of these
        string[] found =
        [
            .. Directory.EnumerateFiles(folder).Where(GraphFile.IsNTriples),
            .. tables.Where(table => table.IsTriples).Select(table => table.File.Path),
            .. Directory.EnumerateFiles(folder).Where(path => TableFiles.MayBe(path)
                && GraphNames.Contains(Path.GetFileNameWithoutExtension(path).ToLowerInvariant())),
        ];
        string[] paths = [.. found.Distinct().Order(StringComparer.Ordinal)];
        return paths.Length < 2 ? paths.Select(path => GraphFile.Part(path, options)) : throw new DataFormatException(
            folder, 1, 1, "one file of triples", string.Join(", ", paths.Select(Path.GetFileName)), "Give --graph the one that is meant.");
    }
}
