using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>A table of users or items: their ids, perhaps names, and features in all other columns.</summary>
internal static class OwnersFile
{
    /// <summary>The part that reads a file that was named.</summary>
    /// <exception cref="DataFormatException">The file is missing, or no table.</exception>
    public static SourcePart Part(string path, FeatureOwner owner, PrepareOptions options) => Part(TableFiles.Named(path, options), owner);

    /// <summary>The part that reads a table: the ids are in the first column where no name tells another.</summary>
    public static SourcePart Part(TableColumns table, FeatureOwner owner)
    {
        int id = Id(table, owner) ?? 0;
        return TableParts.Owners(table.File, owner, id, table.Title, FeatureColumn.AllBut(table.File, id, table.Title));
    }

    /// <summary>Whether a table is of users or items: it has the column of their ids, and is none of links or triples.</summary>
    public static bool IsOf(TableColumns table, FeatureOwner owner) =>
        !table.IsLinks && !table.IsTriples && Id(table, owner) is not null && (owner == FeatureOwner.User || table.User is null);

    private static int? Id(TableColumns table, FeatureOwner owner)
    {
        if ((owner == FeatureOwner.User ? table.User : table.Item) is int column) return column;
        string stem = Path.GetFileNameWithoutExtension(table.File.Path).ToLowerInvariant().TrimEnd('s');
        bool isNamed = ColumnNames.IsOneOf(owner == FeatureOwner.User ? ColumnNames.User : ColumnNames.Item, stem);
        int id = table.File.Columns.Index().Where(c => c.Item.Equals("id", StringComparison.OrdinalIgnoreCase))
            .Select(c => c.Index).DefaultIfEmpty(-1).First();
        return isNamed && id >= 0 ? id : null;
    }
}
