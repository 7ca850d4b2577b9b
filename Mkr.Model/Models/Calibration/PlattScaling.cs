using Mkr.Model.Data;
using Mkr.Model.Models.LinearModels;

namespace Mkr.Model.Models.Calibration;

/// <summary>Turns scores that only rank into logits: a s + b.</summary>
/// <remarks>
/// a and b are those of largest likelihood of sigmoid(a s + b), as in Platt (1999) but without his prior. Ranking metrics within and across
/// users stay as they are, accuracy and log loss begin to mean something.
/// </remarks>
/// <param name="Slope">a, above 0.</param>
/// <param name="Intercept">b.</param>
internal sealed record PlattScaling(double Slope, double Intercept)
{
    /// <summary>Leaves scores as they are.</summary>
    public static PlattScaling Identity { get; } = new(1, 0);

    /// <summary>Fits a recommender's scores to labels.</summary>
    /// <param name="recommender">Whose scores rank.</param>
    /// <param name="examples">Labelled examples that it was not trained on: the validation part.</param>
    /// <returns>
    /// The scaling; <see cref="Identity"/> where the scores rank the wrong way or there is one label only: an order is never turned round.
    /// </returns>
    public static PlattScaling Fit(IRecommender recommender, ReadOnlySpan<Interaction> examples)
    {
        ArgumentNullException.ThrowIfNull(recommender);
        float[] scores = new float[examples.Length];
        recommender.ScorePairs(examples, scores);
        bool[] labels = new bool[examples.Length];
        for (int i = 0; i < labels.Length; i++) labels[i] = examples[i].IsPositive;
        return labels.Contains(true) && labels.Contains(false) ? Fit([.. scores.Select(s => (double)s)], labels) : Identity;
    }

    internal static PlattScaling Fit(double[] scores, bool[] labels)
    {
        double mean = scores.Average(), deviation = Math.Sqrt(scores.Average(s => (s - mean) * (s - mean)));
        if (!(deviation > 0)) return Identity;
        double[] fit = LogisticRegression.Fit([.. scores.Select(s => (s - mean) / deviation)], labels);
        double slope = fit[1] / deviation;
        return slope > 0 ? new PlattScaling(slope, fit[0] - (slope * mean)) : Identity;
    }
}
