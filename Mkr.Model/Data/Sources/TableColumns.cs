using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>The columns of a table by what they mean, as their names, or the options, tell.</summary>
/// <param name="file">The table.</param>
/// <param name="options">What was said about columns.</param>
internal sealed class TableColumns(ITableFile file, PrepareOptions options)
{
    public ITableFile File => file;

    public int? User => Find(options.User, "--user", ColumnNames.User);

    public int? Item => Find(options.Item, "--item", ColumnNames.Item);

    public int? Rating => Find(options.Rating, "--rating", ColumnNames.Rating);

    public int? Time => Find(options.Time, "--time", ColumnNames.Time);

    public int? Head => Find(null, "--graph", ColumnNames.Head);

    public int? Relation => Find(null, "--graph", ColumnNames.Relation);

    public int? Tail => Find(null, "--graph", ColumnNames.Tail);

    public int? Entity => Find(null, "--links", ColumnNames.Entity);

    public int? Title => FirstOf(ColumnNames.Title);

    public bool IsInteractions => Has(options.User, ColumnNames.User) && Has(options.Item, ColumnNames.Item);

    public bool IsTriples => Has(null, ColumnNames.Head) && Has(null, ColumnNames.Relation) && Has(null, ColumnNames.Tail);

    public bool IsLinks => Has(options.Item, ColumnNames.Item) && Has(null, ColumnNames.Entity) && !IsInteractions;

    /// <summary>The table's interactions.</summary>
    /// <param name="user">The user's column where no name tells it; null where one must.</param>
    /// <param name="item">The item's.</param>
    /// <exception cref="DataFormatException">A column is missing that an option names, or the user's or the item's.</exception>
    public SourcePart Interactions(int? user = null, int? item = null)
    {
        foreach ((string option, string? given) in new[] { ("--rating", options.Rating), ("--time", options.Time) })
            if (given is not null and not "none" && !Has(given, [])) throw Missing(option, $"a column '{given}'");
        return TableParts.Interactions(file, User ?? Default(user, "user", options.User), Item ?? Default(item, "item", options.Item),
            Rating, Time);
    }

    private int Default(int? column, string role, string? given) => given is null && column is int index
        ? index
        : throw Missing("--" + role, given is null ? $"a column of the {role}" : $"a column '{given}'");

    private DataFormatException Missing(string option, string expected) => new(
        file.Path, 1, 1, expected, $"the columns {string.Join(", ", file.Columns)}", $"Give {option} the name of one.");

    private bool Has(string? given, string[] names) => given is null
        ? file.Columns.Any(name => ColumnNames.IsOneOf(names, name))
        : file.Columns.Contains(given, StringComparer.OrdinalIgnoreCase);

    private int? FirstOf(string[] names)
    {
        int column = file.Columns.Index().Where(c => ColumnNames.IsOneOf(names, c.Item)).Select(c => c.Index).DefaultIfEmpty(-1).First();
        return column < 0 ? null : column;
    }

    /// <summary>The column that an option names, or whose name is known; null where there is none.</summary>
    /// <exception cref="DataFormatException">Two could be meant.</exception>
    private int? Find(string? given, string option, string[] names)
    {
        if (given == "none") return null;
        (int Index, string Name)[] found =
        [
            .. file.Columns.Index().Where(c => given is null
                ? ColumnNames.IsOneOf(names, c.Item)
                : c.Item.Equals(given, StringComparison.OrdinalIgnoreCase)),
        ];
        if (found.Length > 1)
        {
            throw new DataFormatException(file.Path, 1, 1, $"a header that tells the column for {option}",
                $"both '{found[0].Name}' and '{found[1].Name}'", $"Give {option} the name that is meant.");
        }

        return found.Length == 0 ? null : found[0].Index;
    }
}
