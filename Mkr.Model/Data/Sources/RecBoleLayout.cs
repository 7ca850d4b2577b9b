namespace Mkr.Model.Data.Sources;

/// <summary>
/// RecBole's atomic files (https://recbole.io/docs/user_guide/data/atomic_files.html): <c>NAME.inter</c>, and where they are there
/// <c>.user</c>, <c>.item</c>, <c>.kg</c> and <c>.link</c>, with tabs between columns and a header of <c>name:type</c>.
/// </summary>
internal sealed class RecBoleLayout : IDataLayout
{
    private const string Tokens = "token_seq", Token = "token";

    /// <inheritdoc/>
    public string Name => "recbole";

    /// <inheritdoc/>
    public string Files => "NAME.inter, NAME.user, NAME.item, NAME.kg, NAME.link, as RecBole has them";

    /// <inheritdoc/>
    public bool Fits(string folder, PrepareOptions options) => FilesOf(folder, "inter").Length > 0;

    /// <inheritdoc/>
    public DataSource Open(string folder, PrepareOptions options)
    {
        string[] paths = options.RatingsFile is string given ? [DataLayouts.FilePath(folder, given)] : FilesOf(folder, "inter");
        string[] names = [.. paths.Select(path => Path.GetFileName(path).Split('.')[0]).Distinct()];
        if (names.Length != 1)
        {
            throw new DataFormatException(folder, 1, 1, "the .inter files of one data set", string.Join(", ", names),
                "Give --ratings the file that is meant.");
        }

        TableColumns[] interactions = [.. paths.Select(path => Columns(path, options))];
        bool hasRatings = interactions.All(columns => columns.Rating is not null);
        bool hasTimes = interactions.All(columns => columns.Time is not null);
        return new DataSource(Name)
        {
            Links = [.. Find("link").Select(path => Columns(path, options)).Select(columns => TableParts.Links(
                columns.File, columns.Item ?? 0, columns.Entity ?? 1))],
            Interactions = [.. interactions.Select(columns => columns.Interactions(user: 0, item: 1))],
            Owners =
            [
                .. Find("item").Select(path => Owners(path, FeatureOwner.Item, options)),
                .. Find("user").Select(path => Owners(path, FeatureOwner.User, options)),
            ],
            Graph = [.. Find("kg").Select(path => Columns(path, options)).Select(columns => TableParts.Triples(
                columns.File, columns.Head ?? 0, columns.Relation ?? 1, columns.Tail ?? 2))],
            HasRatings = hasRatings,
            HasTimes = hasTimes,
        };

        IEnumerable<string> Find(string ending) => FilesOf(folder, ending).Where(path => Path.GetFileName(path).Split('.')[0] == names[0]);
    }

    private static string[] FilesOf(string folder, string ending) =>
        [.. Directory.EnumerateFiles(folder, "*." + ending).Order(StringComparer.Ordinal)];

    private static TableColumns Columns(string path, PrepareOptions options)
    {
        TextFile file = Read(path, options);
        return new TableColumns(file with { Columns = [.. file.Columns.Select(column => column.Split(':')[0])] }, options);
    }

    /// <summary>The file with columns of <c>name:type</c>.</summary>
    private static TextFile Read(string path, PrepareOptions options)
    {
        TextFile? file = TextFileFinder.Find(path, options with
        {
            Separator = options.Separator ?? "\t",
            Quote = options.Quote ?? "none", // as RecBole reads them
        });
        return file is not null && file.Columns.All(column => column.Contains(':', StringComparison.Ordinal))
            ? file
            : throw new DataFormatException(path, 1, 1, "a header of columns name:type", "another line",
                "Correct it, or give --separator what is between the columns.");
    }

    /// <summary>Columns of tokens are features; the title is a name, too. Numbers are not, since fields have categories.</summary>
    private static SourcePart Owners(string path, FeatureOwner owner, PrepareOptions options)
    {
        TextFile file = Read(path, options);
        TableColumns columns = Columns(path, options);
        int id = (owner == FeatureOwner.User ? columns.User : columns.Item) ?? 0;
        var features = new List<FeatureColumn>();
        var others = new List<string>();
        foreach ((int column, string header) in file.Columns.Index())
        {
            string[] parts = header.Split(':', 2);
            bool isText = column == columns.Title && parts[1] == Tokens;
            if (column == id || (column == columns.Title && !isText)) continue;
            if (parts[1] is Token or Tokens) features.Add(FeatureColumn.Of(column, parts[0], parts[1] == Tokens ? ' ' : null));
            else others.Add(header);
        }

        SourcePart part = TableParts.Owners(columns.File, owner, id, columns.Title, features);
        return others.Count == 0 ? part : part with { Note = $"{part.Note}; numbers are no features: {string.Join(", ", others)}" };
    }
}
