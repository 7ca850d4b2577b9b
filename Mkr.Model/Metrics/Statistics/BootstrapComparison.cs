namespace Mkr.Model.Metrics.Statistics;

/// <summary>How much a metric of two recommenders differs on the same test set, and how sure that is.</summary>
/// <param name="Difference">The first's metric minus the second's, on the test set as it is.</param>
/// <param name="StandardError">The standard deviation of the difference over the resamples.</param>
/// <param name="Lower">The 2.5 % quantile of the difference over the resamples.</param>
/// <param name="Upper">The 97.5 % quantile.</param>
/// <param name="PValue">Two-sided, for the hypothesis that there is no difference; at least 2 / (resamples + 1).</param>
internal sealed record BootstrapComparison(double Difference, double StandardError, double Lower, double Upper, double PValue);
