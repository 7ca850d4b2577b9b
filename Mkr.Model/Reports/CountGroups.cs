using System.Globalization;

namespace Mkr.Model.Reports;

/// <summary>Ranges of counts, such as of positives, into which users or items are divided: each has about as many as another.</summary>
internal sealed class CountGroups
{
    // The largest count of each group but the last.
    private readonly int[] _ends;

    private CountGroups(int[] ends, int least, int most)
    {
        _ends = ends;
        int[] starts = [least, .. ends.Select(end => end + 1)], lasts = [.. ends, most];
        Names = [.. starts.Zip(lasts, Name)];
    }

    /// <summary>The ranges in words: "0", "1-4", "5-20".</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Ranges that end at the quantiles of counts; fewer where many counts are equal.</summary>
    /// <param name="counts">The counts, at least one.</param>
    /// <param name="groups">The number of ranges.</param>
    public static CountGroups Divide(IEnumerable<int> counts, int groups)
    {
        int[] sorted = [.. counts.Order()];
        int[] ends =
        [
            .. Enumerable.Range(1, groups - 1).Select(g => sorted[Math.Max(0, (int)((long)g * sorted.Length / groups) - 1)])
                .Distinct().Where(end => end < sorted[^1]),
        ];
        return new CountGroups(ends, sorted[0], sorted[^1]);
    }

    /// <summary>The number of the group of a count; one beyond all counts belongs to the nearest.</summary>
    public int Of(int count)
    {
        int place = Array.BinarySearch(_ends, count);
        return place < 0 ? ~place : place;
    }

    private static string Name(int least, int most) => least == most
        ? least.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{least}-{most}");
}
