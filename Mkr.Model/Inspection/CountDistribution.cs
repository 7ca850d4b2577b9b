namespace Mkr.Model.Inspection;

/// <summary>How counts, such as each user's positives, are distributed.</summary>
internal sealed class CountDistribution
{
    private readonly int[] _sorted;

    /// <summary>The distribution of these counts, one for each user, item or entity.</summary>
    public CountDistribution(IEnumerable<int> counts)
    {
        _sorted = [.. counts.Order()];
        Total = _sorted.Sum(count => (long)count);
    }

    /// <summary>How many were counted.</summary>
    public int Count => _sorted.Length;

    /// <summary>The sum of the counts.</summary>
    public long Total { get; }

    /// <summary>The mean; NaN where nothing was counted.</summary>
    public double Mean => Total / (double)Count;

    /// <summary>The largest; 0 where nothing was counted.</summary>
    public int Maximum => Quantile(1);

    /// <summary>The smallest count that at least this share of all counts does not exceed; 0 where nothing was counted.</summary>
    /// <param name="share">A number in [0, 1]; 0 gives the smallest count.</param>
    public int Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Count == 0 ? 0 : _sorted[Math.Max((int)Math.Ceiling(share * Count) - 1, 0)];
    }

    /// <summary>For each count that occurs, in ascending order, the share of those that have at least as many.</summary>
    public IReadOnlyList<(int Value, double Share)> AtLeast() =>
    [
        .. Enumerable.Range(0, Count).Where(i => i == 0 || _sorted[i] != _sorted[i - 1])
            .Select(i => (_sorted[i], (Count - i) / (double)Count)),
    ];
}
