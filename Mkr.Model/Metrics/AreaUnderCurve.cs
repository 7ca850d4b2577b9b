using System.Buffers;
using Mkr.Model.Data;

namespace Mkr.Model.Metrics;

/// <summary>
/// The area under the ROC curve: the probability that a random positive scores higher than a random negative, a tie counting 1/2.
/// AUC = (pairs won + pairs tied / 2) / (positives x negatives), the Mann-Whitney statistic with mid-ranks (Hanley and McNeil, 1982).
/// </summary>
internal static class AreaUnderCurve
{
    /// <summary>Computes the exact area: pairs are counted in integers and divided once, in O(n) time.</summary>
    /// <param name="scores">One score an example; only their order matters.</param>
    /// <param name="examples">The examples, of which only the labels are read.</param>
    /// <returns>A number in [0, 1]; NaN where all examples are of one class, or there are none.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<Interaction> examples)
    {
        MetricGuard.CheckScores(scores, examples.Length);
        ulong[] values = ArrayPool<ulong>.Shared.Rent(scores.Length);
        ulong[] scratch = ArrayPool<ulong>.Shared.Rent(scores.Length);
        try
        {
            for (int i = 0; i < scores.Length; i++)
                values[i] = ScoreOrder.Pack(scores[i], examples[i].IsPositive ? 1u : 0u);
            return FromSorted(ScoreOrder.Sort(values.AsSpan(0, scores.Length), scratch));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(values);
            ArrayPool<ulong>.Shared.Return(scratch);
        }
    }

    private static double FromSorted(ReadOnlySpan<ulong> sorted)
    {
        long positives = 0, negatives = 0, twiceWon = 0;
        for (int i = 0; i < sorted.Length;)
        {
            uint key = (uint)(sorted[i] >> 32);
            long tiedPositives = 0;
            int start = i;
            for (; i < sorted.Length && (uint)(sorted[i] >> 32) == key; i++)
                tiedPositives += (uint)sorted[i];
            long tiedNegatives = i - start - tiedPositives;
            twiceWon += tiedPositives * ((2 * negatives) + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        return twiceWon / (2.0 * positives * negatives);
    }
}
