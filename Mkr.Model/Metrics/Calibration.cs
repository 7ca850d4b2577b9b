using Mkr.Model.Data;

namespace Mkr.Model.Metrics;

/// <summary>
/// Whether predicted probabilities come true: the examples in bins of equal size by prediction, each with its mean prediction and the share
/// of its positives (a reliability diagram), and the expected calibration error, the mean over the examples of how far the two are apart
/// in their bin (Naeini et al., AAAI 2015, with bins of equal size).
/// </summary>
/// <param name="Bins">The bins, ascending by prediction; fewer where examples are fewer.</param>
internal sealed record Calibration(IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>The expected calibration error; NaN without examples.</summary>
    public double Error => Bins.Sum(bin => bin.Count * Math.Abs(bin.Predicted - bin.Observed)) / Bins.Sum(bin => bin.Count);

    /// <summary>Measures it.</summary>
    /// <param name="logits">One logit an example.</param>
    /// <param name="examples">The examples, of which only the labels are read.</param>
    /// <param name="bins">The number of bins.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a logit is NaN.</exception>
    public static Calibration Compute(ReadOnlySpan<float> logits, ReadOnlySpan<Interaction> examples, int bins = 10)
    {
        MetricGuard.CheckScores(logits, examples.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        float[] sorted = logits.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var found = new List<CalibrationBin>(bins);
        for (int bin = 0; bin < bins; bin++)
        {
            int start = (int)((long)bin * order.Length / bins), end = (int)((bin + 1L) * order.Length / bins);
            if (start == end) continue;
            double predicted = 0;
            int positives = 0;
            for (int i = start; i < end; i++)
            {
                predicted += Sigmoid.Of(sorted[i]);
                positives += examples[order[i]].IsPositive ? 1 : 0;
            }

            found.Add(new CalibrationBin(end - start, predicted / (end - start), (double)positives / (end - start)));
        }

        return new Calibration(found);
    }
}

/// <summary>Examples whose predictions are near each other.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Predicted">The mean of their predicted probabilities.</param>
/// <param name="Observed">The share of positives among them.</param>
internal readonly record struct CalibrationBin(int Count, double Predicted, double Observed);
