using Mkr.Model.Data;

namespace Mkr.Model.Metrics;

/// <summary>The mean cross-entropy of a classification in nats: the mean of -ln p(label), with p(positive) = sigmoid(logit).</summary>
internal static class LogLoss
{
    private const double LargestProduct = 1e300; // a factor is at most 2: far from overflow

    /// <summary>
    /// Computes the loss from logits: -ln sigmoid(z) = max(-z, 0) + ln(1 + exp(-|z|)) with z the logit, or its negative for a negative
    /// example. Nothing overflows, and no probability is rounded to 0. The logarithm is taken of the product of many factors at once.
    /// </summary>
    /// <param name="logits">One logit an example.</param>
    /// <param name="examples">The examples, of which only the labels are read.</param>
    /// <returns>A number of at least 0; NaN where there are no examples.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a logit is NaN.</exception>
    public static double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<Interaction> examples)
    {
        MetricGuard.CheckScores(logits, examples.Length);
        double sum = 0, product = 1;
        for (int i = 0; i < logits.Length; i++)
        {
            double z = examples[i].IsPositive ? logits[i] : -logits[i];
            sum += Math.Max(-z, 0);
            product *= 1 + Math.Exp(-Math.Abs(z));
            if (product < LargestProduct) continue;
            sum += Math.Log(product);
            product = 1;
        }

        return (sum + Math.Log(product)) / logits.Length;
    }
}
