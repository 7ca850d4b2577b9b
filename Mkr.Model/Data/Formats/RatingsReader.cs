using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mkr.Model.Data.Formats;

/// <summary>Reads ratings of linked items; users are numbered in the order of their first linked rating.</summary>
internal sealed class RatingsReader
{
    // Room for as many ratings as the file may have: what is not used is never touched, and a list that grows is copied again and again.
    private const int ShortLine = 16, MostReserved = 1 << 24;

    private readonly string _path;
    private readonly RawFormat _format;
    private readonly Vocabulary _items;
    private readonly DelimitedReader _rows;
    private readonly List<Interaction> _ratings;
    private readonly HashSet<(int User, int Item)>? _pairs;
    private readonly List<long>? _times;
    private DataFormatException? _firstUnlinked, _firstBelow;
    private int _lastUser = -1;

    private RatingsReader(string path, DelimitedReader rows, RawFormat format, Vocabulary items, int capacity)
    {
        _path = path;
        _rows = rows;
        _format = format;
        _items = items;
        LookAlikes = new LookAlikes("items", items);
        _pairs = format.Strict ? [] : null;
        _ratings = new List<Interaction>(capacity);
        _times = format.TimeColumn is null ? null : new List<long>(capacity);
    }

    public Vocabulary Users { get; } = new();

    /// <summary>The linked ratings, positive at or above the threshold.</summary>
    public ReadOnlySpan<Interaction> Ratings => CollectionsMarshal.AsSpan(_ratings);

    /// <summary>The time of each linked rating; null where the format has none.</summary>
    public IReadOnlyList<long>? Times => _times;

    /// <summary>Leaves one rating of each pair, as the format says.</summary>
    public DuplicateRatings RemoveDuplicates() => DuplicateRatings.Remove(_ratings, _times, _format.Duplicates);

    /// <summary>
    /// Leaves the ratings of users and items of the core, whose items are numbered anew in their order.
    /// </summary>
    /// <exception cref="DataFormatException">The core is empty.</exception>
    public void Keep(KCore core)
    {
        int[] indices = new int[core.Items.Count];
        int items = 0, kept = 0;
        for (int item = 0; item < indices.Length; item++) indices[item] = core.Items[item] ? items++ : -1;
        for (int i = 0; i < _ratings.Count; i++)
        {
            Interaction rating = _ratings[i];
            if (!core.Users[rating.User] || !core.Items[rating.Item]) continue;
            if (_times is not null) _times[kept] = _times[i];
            _ratings[kept++] = rating with { Item = indices[rating.Item] };
        }

        if (kept == 0)
        {
            throw new DataFormatException(_path, 1, 1, $"users and items with {_format.LeastPositives} positives of one another", "none",
                "Lower kCore.");
        }

        CollectionsMarshal.SetCount(_ratings, kept);
        if (_times is not null) CollectionsMarshal.SetCount(_times, kept);
    }

    public int Lines { get; private set; }

    public int Unlinked { get; private set; }

    /// <summary>The items that look like others, those of ratings that are not linked for that reason included.</summary>
    public LookAlikes LookAlikes { get; }

    /// <summary>Reads the whole file.</summary>
    public static RatingsReader Read(string folder, RawFormat format, Vocabulary items)
    {
        string path = Path.Combine(folder, format.RatingsFile);
        CheckColumns(path, format);
        using var rows = new DelimitedReader(path, "rating", format.Separator, format.Columns, format.Columns, format.Quote)
        {
            Normalization = format.NormalizeIds,
        };
        int capacity = (int)Math.Min(new FileInfo(path).Length / ShortLine, MostReserved);
        var result = new RatingsReader(path, rows, format, items, capacity);
        result.ReadHeader();
        rows.SkipLines(format.LostLines);
        bool anyPositive = false;
        while (rows.ReadRow()) anyPositive |= result.AddRow();
        if (anyPositive) return result;
        throw result._firstBelow ?? result._firstUnlinked ?? rows.AtEnd();
    }

    /// <summary>Refuses columns that no row can have, and a threshold without a column to compare with it.</summary>
    private static void CheckColumns(string path, RawFormat format)
    {
        foreach ((string setting, int? column) in new[]
        {
            ("userColumn", format.UserColumn), ("itemColumn", format.ItemColumn), ("ratingColumn", format.RatingColumn),
            ("timeColumn", format.TimeColumn),
        })
        {
            if (column is not int given || (given >= 0 && given < format.Columns)) continue;
            string expected = $"a {setting} from 0 to {format.Columns - 1}, since the ratings have columns={format.Columns}";
            throw new DataFormatException(path, 1, 1, expected, $"{setting}={given}", $"Set {setting} or columns to what the file has.");
        }

        if (format.RatingColumn is null && format.Threshold is double threshold)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"threshold={threshold} and ratingColumn=none");
            throw new DataFormatException(path, 1, 1, "a rating column for the threshold", found, "Set threshold=none or ratingColumn.");
        }

        if (format.Quote > '\x7F')
        {
            throw new DataFormatException(
                path, 1, 1, "a quote that is an ASCII character", $"quote={format.Quote}", "Set quote to one, or to none.");
        }

    }

    /// <summary>Skips the header, unless it is a rating that would get lost.</summary>
    private void ReadHeader()
    {
        for (int i = 0; i < _format.HeaderLines; i++)
        {
            if (!_rows.ReadRow()) throw _rows.AtEnd();
            if (_format.RatingColumn is not int column || !TryParse(_rows[column], out _)) continue;
            string found = $"the rating {DelimitedReader.Show(_rows[column])}";
            throw _rows.Error(column, "a header line", found, "Say that the format has no header.");
        }
    }

    /// <returns>Whether the row is a positive.</returns>
    private bool AddRow()
    {
        Lines++;
        ReadOnlySpan<byte> user = _rows.Id(_format.UserColumn, "a user id");
        ReadOnlySpan<byte> item = _rows.Id(_format.ItemColumn, "an item id");
        bool isPositive = _format.RatingColumn is not int column || Rating(column) >= (_format.Threshold ?? double.NegativeInfinity);
        long time = _format.TimeColumn is int timeColumn ? Time(timeColumn) : 0;
        if (!_items.TryGetIndex(item, out int itemIndex))
        {
            Unlinked++;
            LookAlikes.Check(item);
            _firstUnlinked ??= _rows.Error(_format.ItemColumn, $"an item of {_format.ItemMapFile}", DelimitedReader.Show(item),
                "Check that the ratings and the map name items alike.");
            return _format.Strict ? throw _firstUnlinked : false;
        }

        var rating = new Interaction(UserIndex(user), itemIndex, isPositive);
        if (_pairs?.Add((rating.User, rating.Item)) == false)
        {
            throw _rows.Error(_format.ItemColumn, "each pair of user and item once",
                $"{DelimitedReader.Show(item)} again for user {DelimitedReader.Show(user)}", "Delete one of the lines.");
        }

        _ratings.Add(rating);
        _times?.Add(time);
        if (!isPositive)
        {
            _firstBelow ??= _rows.Error(_format.RatingColumn!.Value, $"some rating of at least {_format.Threshold}",
                "lower ones only from here on", "Lower the threshold.");
        }

        return isPositive;
    }

    /// <summary>
    /// The user's index. A user's ratings mostly come together, and the user before is compared faster than any is looked up.
    /// </summary>
    private int UserIndex(ReadOnlySpan<byte> user)
    {
        if (_lastUser < 0 || !Users.Utf8(_lastUser).SequenceEqual(user)) _lastUser = Users.GetOrAdd(user);
        return _lastUser;
    }

    private double Rating(int column)
    {
        ReadOnlySpan<byte> field = _rows.Required(column, "a rating");
        if (field.Length == 1 && char.IsAsciiDigit((char)field[0])) return field[0] - '0'; // most ratings: ten times as fast as TryParse
        if (!TryParse(field, out double rating) || !double.IsFinite(rating))
            throw _rows.Error(column, "a rating that is a finite number", DelimitedReader.Show(field), "Correct it or delete the line.");
        return rating;
    }

    private long Time(int column)
    {
        ReadOnlySpan<byte> field = _rows.Required(column, "a time");
        if (!Utf8Parser.TryParse(field, out long time, out int length) || length < field.Length)
            throw _rows.Error(column, "a time that is an integer", DelimitedReader.Show(field), "Correct it or delete the line.");
        return time;
    }

    private static bool TryParse(ReadOnlySpan<byte> field, out double rating) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out rating);
}
