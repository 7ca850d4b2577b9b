using System.Globalization;
using System.Text;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Preparation;

/// <summary>Writes <c>ratings.tsv</c>: user, item, and where the data set has them rating and time, and counts.</summary>
internal sealed class RatingsWriter : IDisposable
{
    private const double UsualThreshold = 4;

    private readonly FileStream _file;
    private readonly Vocabulary _items;
    private readonly bool _hasRatings;
    private readonly double? _threshold;
    private readonly RepeatCounter<ulong> _pairs;
    private long _atLeastOne, _atLeastThreshold;

    public RatingsWriter(string folder, Vocabulary items, bool hasRatings, bool hasTimes, double? threshold)
    {
        _items = items;
        (_hasRatings, HasTimes, _threshold) = (hasRatings, hasTimes, threshold);
        _pairs = new RepeatCounter<ulong>(folder);
        _file = new FileStream(Path.Combine(folder, "ratings.tsv"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _file.Write(Encoding.ASCII.GetBytes($"user\titem{(hasRatings ? "\trating" : "")}{(hasTimes ? "\ttime" : "")}\n"));
    }

    /// <summary>Whether there is a column of times.</summary>
    public bool HasTimes { get; }

    public Vocabulary Users { get; } = new();

    public long Count { get; private set; }

    public Degrees UserDegrees { get; } = new();

    public Degrees ItemDegrees { get; } = new();

    public double LeastRating { get; private set; } = double.PositiveInfinity;

    public double MostRating { get; private set; } = double.NegativeInfinity;

    /// <summary>The rating from which on a line is a positive: the given one; or 1 where none is larger, as of clicks; or 4.</summary>
    /// <remarks>Null where there are no ratings; negative infinity where every line is a positive.</remarks>
    public double? Threshold => !_hasRatings ? null : _threshold ?? (MostRating <= 1 ? 1 : UsualThreshold);

    /// <summary>The lines with a rating at or above the threshold.</summary>
    public long Positives => !_hasRatings ? Count : Threshold == (_threshold ?? UsualThreshold) ? _atLeastThreshold : _atLeastOne;

    /// <summary>The lines whose pair of user and item has been before.</summary>
    public long CountRepeats() => _pairs.Count();

    /// <summary>Writes an interaction, or tells why not.</summary>
    public string? Add(ReadOnlySpan<byte> user, ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, ReadOnlySpan<byte> time)
    {
        if (user.IsEmpty) return "an empty user id";
        if (item.IsEmpty) return "an empty item id";
        if (!TsvField.CanHold(user) || !TsvField.CanHold(item)) return "a tab or line end in an id";
        double value = 0;
        if (_hasRatings && rating.IsEmpty) return "an empty rating";
        if (_hasRatings && !TryRating(rating, out value)) return "a rating that is no finite number";
        long seconds = 0;
        if (HasTimes && time.IsEmpty) return "an empty time";
        if (HasTimes && !UnixTime.TryParse(time, out seconds)) return "a time that is neither a number nor a date";
        Count++;
        if (_hasRatings) CountRating(value);
        int userIndex = Users.GetOrAdd(user), itemIndex = _items.GetOrAdd(item);
        UserDegrees.Add(userIndex);
        ItemDegrees.Add(itemIndex);
        _pairs.Add(((ulong)userIndex << 32) | (uint)itemIndex);
        Write(user, item, rating, seconds);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _pairs.Dispose();
    }

    private void CountRating(double value)
    {
        LeastRating = Math.Min(LeastRating, value);
        MostRating = Math.Max(MostRating, value);
        if (value >= 1) _atLeastOne++;
        if (value >= (_threshold ?? UsualThreshold)) _atLeastThreshold++;
    }

    private void Write(ReadOnlySpan<byte> user, ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, long seconds)
    {
        _file.Write(user);
        _file.WriteByte((byte)'\t');
        _file.Write(item);
        if (_hasRatings)
        {
            _file.WriteByte((byte)'\t');
            _file.Write(rating.Trim(" "u8));
        }

        if (HasTimes)
        {
            Span<byte> digits = stackalloc byte[24];
            seconds.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
            _file.WriteByte((byte)'\t');
            _file.Write(digits[..length]);
        }

        _file.WriteByte((byte)'\n');
    }

    private static bool TryRating(ReadOnlySpan<byte> text, out double rating)
    {
        if (text.Length == 1 && char.IsAsciiDigit((char)text[0]))
        {
            rating = text[0] - '0';
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out rating) && double.IsFinite(rating);
    }
}
