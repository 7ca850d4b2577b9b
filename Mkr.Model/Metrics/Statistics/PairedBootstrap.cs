using MathNet.Numerics.Statistics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Metrics.Statistics;

/// <summary>
/// Tests whether two recommenders differ on the same test set, by resampling its examples with replacement (Efron and Tibshirani, 1993).
/// Both are measured on the same resamples, so that what makes a resample easy or hard for both cancels out.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>
    /// Compares areas under the ROC curve. p = min(1, 2 (1 + m) / (1 + resamples)), where m is how many resamples have a difference of at
    /// most 0 or of at least 0, whichever is fewer.
    /// </summary>
    /// <param name="first">The first recommender's scores, one an example.</param>
    /// <param name="second">The second's.</param>
    /// <param name="examples">The examples, of which only the labels are read; both classes must be there.</param>
    /// <param name="resamples">The number of resamples. One that lacks a class is drawn again.</param>
    /// <param name="random">The source of the resamples.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or a class is missing.</exception>
    /// <remarks>Scores are sorted once: a resample is a weight an example, and its area one pass over them in order.</remarks>
    public static BootstrapComparison CompareAuc(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<Interaction> examples, int resamples, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        ArgumentNullException.ThrowIfNull(random);
        double difference = AreaUnderCurve.Compute(first, examples) - AreaUnderCurve.Compute(second, examples);
        if (double.IsNaN(difference)) throw new ArgumentException("The examples are not of both classes.", nameof(examples));

        int[] firstOrder = Order(first, examples), secondOrder = Order(second, examples);
        int[] weights = new int[examples.Length];
        double[] differences = new double[resamples];
        for (int i = 0; i < resamples;)
        {
            Resample(weights, random);
            differences[i] = WeightedArea(firstOrder, weights) - WeightedArea(secondOrder, weights);
            if (!double.IsNaN(differences[i])) i++;
        }

        return Summarize(difference, differences);
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
