using MathNet.Numerics.Statistics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Metrics.Statistics;

namespace Mkr.Model.Inspection;

/// <summary>
/// The paper's empirical study: of random item pairs, how the number of common raters goes with the number of common neighbours in the
/// knowledge graph. Raters are the users of whom the item is a positive; neighbours are the entities that share a triple, in either
/// direction, with an entity of the item.
/// </summary>
/// <remarks>
/// The paper's text speaks of 5 categories and does not say which. These are the same for every data set: none, and then ranges that
/// grow geometrically, because both numbers have long tails.
/// </remarks>
internal sealed class CommonNeighbours
{
    /// <summary>The number of pairs that the paper samples.</summary>
    public const int PaperPairs = 1_000_000;

    private static readonly int[] RaterCategories = [0, 1, 5, 20, 80];
    private static readonly int[] GraphCategories = [0, 1, 2, 3, 4];

    private CommonNeighbours(int[] raters, int[] neighbours)
    {
        Pairs = raters.Length;
        ByRaters = Categorise(RaterCategories, raters, neighbours);
        ByGraph = Categorise(GraphCategories, neighbours, raters);
        RankCorrelation = Correlation.Spearman(raters.Select(n => (double)n), neighbours.Select(n => (double)n));
    }

    /// <summary>The number of pairs.</summary>
    public int Pairs { get; }

    /// <summary>Pairs by their number of common raters; the mean is of common neighbours in the graph.</summary>
    public IReadOnlyList<PairCategory> ByRaters { get; }

    /// <summary>Pairs by their number of common neighbours in the graph; the mean is of common raters.</summary>
    public IReadOnlyList<PairCategory> ByGraph { get; }

    /// <summary>Spearman's correlation of the two numbers over all pairs; NaN where one of them never varies.</summary>
    public double RankCorrelation { get; }

    /// <summary>Studies item pairs.</summary>
    /// <param name="data">The data set, of at least two items.</param>
    /// <param name="random">Chooses the pairs, of different items each, independently of each other.</param>
    /// <param name="pairs">How many; where the data set has no more, each is taken once instead.</param>
    public static CommonNeighbours Study(RecommendationData data, SeededRandom random, int pairs = PaperPairs)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Items.Count, 2, nameof(data));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        CompressedRows raters = ItemNeighbours.Raters(data), neighbours = ItemNeighbours.InGraph(data);
        (int First, int Second)[] sample = Sample(data.Items.Count, random, pairs);
        int[] commonRaters = new int[sample.Length], commonNeighbours = new int[sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            (int first, int second) = sample[i];
            commonRaters[i] = SortedRows.CountCommon(raters[first], raters[second]);
            commonNeighbours[i] = SortedRows.CountCommon(neighbours[first], neighbours[second]);
        }

        return new CommonNeighbours(commonRaters, commonNeighbours);
    }

    private static (int First, int Second)[] Sample(int itemCount, SeededRandom random, int pairs)
    {
        if ((long)itemCount * (itemCount - 1) / 2 <= pairs)
            return [.. Enumerable.Range(0, itemCount).SelectMany(second => Enumerable.Range(0, second).Select(first => (first, second)))];
        var sample = new (int First, int Second)[pairs];
        foreach (ref (int First, int Second) pair in sample.AsSpan())
        {
            int first = random.NextInt32(itemCount), other = random.NextInt32(itemCount - 1);
            pair = (first, other < first ? other : other + 1);
        }

        return sample;
    }

    private static PairCategory[] Categorise(int[] from, int[] numbers, int[] others)
    {
        var values = new List<double>[from.Length];
        foreach (ref List<double> list in values.AsSpan()) list = [];
        for (int i = 0; i < numbers.Length; i++)
            values[Array.FindLastIndex(from, least => least <= numbers[i])].Add(others[i]);
        return [.. from.Select((least, i) => Describe(least, i + 1 < from.Length ? from[i + 1] - 1 : null, values[i]))];
    }

    private static PairCategory Describe(int from, int? to, List<double> values)
    {
        SampleStatistics statistics = SampleStatistics.FromValues([.. values]);
        return new PairCategory(from, to, statistics.Count, statistics.Mean, statistics.StandardDeviation / Math.Sqrt(statistics.Count));
    }
}
