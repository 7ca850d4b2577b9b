namespace Mkr.Model.Metrics;

/// <summary>The probability that a logit stands for.</summary>
internal static class Sigmoid
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double Of(double x) => 1 / (1 + Math.Exp(-x));
}
