using MathNet.Numerics.Distributions;

namespace Mkr.Model.Metrics.Statistics;

/// <summary>
/// Student's t-test of paired differences (Student, 1908): whether two systems differ over the same seeds.
/// <code>
/// t = mean / (standard deviation / sqrt(n)),  n - 1 degrees of freedom, two-sided
/// </code>
/// </summary>
/// <param name="Difference">The mean of the differences.</param>
/// <param name="PValue">p; 1 where all differences are 0, NaN for fewer than two.</param>
internal readonly record struct PairedTTest(double Difference, double PValue)
{
    /// <summary>Tests differences, one a pair.</summary>
    public static PairedTTest Of(ReadOnlySpan<double> differences)
    {
        SampleStatistics sample = SampleStatistics.FromValues(differences);
        if (sample.Count < 2) return new(sample.Mean, double.NaN);
        if (sample.StandardDeviation == 0) return new(sample.Mean, sample.Mean == 0 ? 1 : 0);
        double t = sample.Mean / (sample.StandardDeviation / Math.Sqrt(sample.Count));
        return new(sample.Mean, 2 * StudentT.CDF(0, 1, sample.Count - 1, -Math.Abs(t)));
    }
}
