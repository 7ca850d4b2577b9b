using MathNet.Numerics.Statistics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Metrics.Statistics;

/// <summary>
/// Tests whether recommenders differ on the same test set, by resampling its examples with replacement (Efron and Tibshirani, 1993).
/// All are measured on the same resamples, so that what makes a resample easy or hard for all cancels out.
/// </summary>
internal static class PairedBootstrap
{
    /// <summary>
    /// Compares the area under one recommender's ROC curve with those of others. p = min(1, 2 (1 + m) / (1 + resamples)), where m is how
    /// many resamples have a difference of at most 0 or of at least 0, whichever is fewer.
    /// </summary>
    /// <param name="scores">The recommender's scores, one an example.</param>
    /// <param name="others">The scores of each of the others.</param>
    /// <param name="examples">The examples, of which only the labels are read; both classes must be there.</param>
    /// <param name="resamples">The number of resamples. One that lacks a class is drawn again.</param>
    /// <param name="random">The source of the resamples.</param>
    /// <returns>A comparison with each of the others.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or a class is missing.</exception>
    /// <remarks>Scores are sorted once: a resample is a weight an example, and its area one pass over them in order.</remarks>
    public static IReadOnlyList<BootstrapComparison> CompareAuc(
        float[] scores, IReadOnlyList<float[]> others, ReadOnlySpan<Interaction> examples, int resamples, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        ArgumentNullException.ThrowIfNull(random);
        double area = AreaUnderCurve.Compute(scores, examples);
        if (double.IsNaN(area)) throw new ArgumentException("The examples are not of both classes.", nameof(examples));

        double[] differences = new double[others.Count];
        double[][] resampled = new double[others.Count][];
        int[] order = Order(scores, examples), weights = new int[examples.Length];
        int[][] otherOrders = new int[others.Count][];
        for (int other = 0; other < others.Count; other++)
        {
            differences[other] = area - AreaUnderCurve.Compute(others[other], examples);
            resampled[other] = new double[resamples];
            otherOrders[other] = Order(others[other], examples);
        }

        for (int i = 0; i < resamples;)
        {
            Resample(weights, random);
            double resampledArea = WeightedArea(order, weights);
            if (double.IsNaN(resampledArea)) continue;
            for (int other = 0; other < others.Count; other++)
                resampled[other][i] = resampledArea - WeightedArea(otherOrders[other], weights);
            i++;
        }

        return [.. differences.Zip(resampled, Summarize)];
    }

    private static BootstrapComparison Summarize(double difference, double[] differences)
    {
        int opposite = Math.Min(differences.Count(d => d <= 0), differences.Count(d => d >= 0));
        double pValue = Math.Min(1, 2.0 * (1 + opposite) / (1 + differences.Length));
        double standardError = ArrayStatistics.StandardDeviation(differences);
        Array.Sort(differences);
        double lower = SortedArrayStatistics.Quantile(differences, 0.025), upper = SortedArrayStatistics.Quantile(differences, 0.975);
        return new(difference, standardError, lower, upper, pValue);
    }

    /// <summary>The examples by ascending score: index, label and whether it is the last of its score, in one integer.</summary>
    private static int[] Order(ReadOnlySpan<float> scores, ReadOnlySpan<Interaction> examples)
    {
        ulong[] packed = new ulong[scores.Length];
        for (int i = 0; i < packed.Length; i++) packed[i] = ScoreOrder.Pack(scores[i], (uint)i);
        Span<ulong> sorted = ScoreOrder.Sort(packed, new ulong[packed.Length]);
        int[] order = new int[packed.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int index = (int)(uint)sorted[i];
            bool isLast = i + 1 == order.Length || sorted[i] >> 32 != sorted[i + 1] >> 32;
            order[i] = (index << 2) | (examples[index].IsPositive ? 2 : 0) | (isLast ? 1 : 0);
        }

        return order;
    }

    private static void Resample(Span<int> weights, SeededRandom random)
    {
        weights.Clear();
        for (int i = 0; i < weights.Length; i++)
            weights[random.NextInt32(weights.Length)]++;
    }

    /// <summary>The area as <see cref="AreaUnderCurve"/> defines it, each example counted as often as its weight says.</summary>
    private static double WeightedArea(ReadOnlySpan<int> order, ReadOnlySpan<int> weights)
    {
        long positives = 0, negatives = 0, twiceWon = 0, tiedPositives = 0, tied = 0;
        foreach (int entry in order)
        {
            int weight = weights[entry >> 2];
            tied += weight;
            tiedPositives += weight & -((entry >> 1) & 1); // no branch: labels are unpredictable
            if ((entry & 1) == 0) continue;
            long tiedNegatives = tied - tiedPositives;
            twiceWon += tiedPositives * ((2 * negatives) + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
            (tied, tiedPositives) = (0, 0);
        }

        return twiceWon / (2.0 * positives * negatives);
    }
}
