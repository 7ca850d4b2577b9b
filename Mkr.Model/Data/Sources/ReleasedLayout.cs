using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// The layout that the paper's authors released, and that this program writes: ratings, <c>item_index2entity_id.txt</c>, which names all
/// items, and <c>kg.txt</c>; see <see cref="RawDataReader"/>.
/// </summary>
internal sealed class ReleasedLayout : IDataLayout
{
    /// <inheritdoc/>
    public string Name => "released";

    /// <inheritdoc/>
    public string Files => "item_index2entity_id.txt, kg.txt, ratings as in a preset or with a header";

    /// <inheritdoc/>
    public bool Fits(string folder, PrepareOptions options) => File.Exists(Path.Combine(folder, RawFormat.Demo.ItemMapFile));

    /// <inheritdoc/>
    public DataSource Open(string folder, PrepareOptions options)
    {
        RawFormat preset = RawFormat.Presets.FirstOrDefault(p => File.Exists(Path.Combine(folder, p.RatingsFile))) ?? RawFormat.Demo;
        // Presets share the name ratings.tsv: its header tells more.
        if (preset.RatingsFile == RawFormat.Demo.RatingsFile) preset = RawFormat.Demo with { ByHeader = true };
        if (options.RatingsFile is string given) preset = preset with { RatingsFile = given, Given = ["ratingsFile"] };
        (RawFormat format, _) = RatingsLayout.Find(folder, FormatFile.Apply(folder, preset));
        var ratings = new TextFile(Path.Combine(folder, format.RatingsFile), Names(format), format.Separator)
        {
            Quote = format.Quote,
            HeaderLines = format.HeaderLines,
        };
        return new DataSource(Name)
        {
            Links = [LinksFile.Plain(Path.Combine(folder, format.ItemMapFile))],
            Interactions = [TableParts.Interactions(ratings, format.UserColumn, format.ItemColumn, format.RatingColumn, format.TimeColumn)],
            Owners = [.. Owners(folder, format)],
            Graph = [GraphFile.Plain(Path.Combine(folder, format.TriplesFile), options)],
            HasRatings = format.RatingColumn is not null,
            HasTimes = format.TimeColumn is not null,
            Threshold = format.Threshold ?? double.NegativeInfinity,
            KeepsUnlinked = false,
            Duplicates = format.Duplicates,
        };
    }

    private static string[] Names(RawFormat format) =>
    [
        .. Enumerable.Range(0, format.Columns).Select(column =>
            column == format.UserColumn ? "user" : column == format.ItemColumn ? "item" : column == format.RatingColumn ? "rating"
            : column == format.TimeColumn ? "time" : $"column {column}"),
    ];

    private static IEnumerable<SourcePart> Owners(string folder, RawFormat format)
    {
        foreach ((FeatureOwner owner, NamesFormat? names) in new[]
        {
            (FeatureOwner.Item, format.ItemNames), (FeatureOwner.User, format.UserNames),
        })
        {
            if (names is null || !File.Exists(Path.Combine(folder, names.File))) continue;
            var file = new TextFile(Path.Combine(folder, names.File), [.. Enumerable.Repeat("column", names.Columns)], names.Separator)
            {
                HeaderLines = names.HeaderLines,
                Encoding = names.IsLatin1 ? System.Text.Encoding.Latin1 : null,
            };
            yield return TableParts.Owners(file, owner, names.IdColumn, names.NameColumn, []);
        }

        foreach (FeatureOwner owner in Enum.GetValues<FeatureOwner>())
        {
            string path = Path.Combine(folder, FeaturesReader.FileName(owner));
            if (File.Exists(path))
                yield return TableParts.Features(new TextFile(path, ["id", "field", "value"], "\t") { HeaderLines = 0 }, owner);
        }
    }
}
