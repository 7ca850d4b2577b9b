using MathNet.Numerics.Statistics;

namespace Mkr.Model.Metrics.Statistics;

/// <summary>Mean and spread of a sample, such as one metric over several seeds.</summary>
/// <param name="Count">The number of values n.</param>
/// <param name="Mean">Their mean; NaN where there are none.</param>
/// <param name="StandardDeviation">The sample standard deviation, whose denominator is n - 1; NaN for fewer than two values.</param>
internal readonly record struct SampleStatistics(int Count, double Mean, double StandardDeviation)
{
    /// <summary>Summarizes values.</summary>
    public static SampleStatistics FromValues(ReadOnlySpan<double> values)
    {
        (double mean, double standardDeviation) = ArrayStatistics.MeanStandardDeviation(values.ToArray());
        return new(values.Length, mean, standardDeviation);
    }
}
