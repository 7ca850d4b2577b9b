using Mkr.Model.Data;

namespace Mkr.Model.Metrics;

/// <summary>The share of examples whose label is predicted: (true positives + true negatives) / examples.</summary>
internal static class Accuracy
{
    /// <summary>Computes the accuracy; a logit of at least 0 (a probability of at least 1/2) predicts a positive.</summary>
    /// <param name="logits">One logit an example.</param>
    /// <param name="examples">The examples, of which only the labels are read.</param>
    /// <returns>A number in [0, 1]; NaN where there are no examples.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a logit is NaN.</exception>
    public static double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<Interaction> examples)
    {
        MetricGuard.CheckScores(logits, examples.Length);
        int correct = 0;
        for (int i = 0; i < logits.Length; i++)
            correct += logits[i] >= 0 == examples[i].IsPositive ? 1 : 0;
        return (double)correct / logits.Length;
    }
}
