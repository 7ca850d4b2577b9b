using Mkr.Model.Metrics;

namespace Mkr.Model.Evaluation;

/// <summary>The ranking metrics at one cutoff K, of one user or as the mean over users.</summary>
/// <param name="Precision">Hits / K.</param>
/// <param name="Recall">Hits / relevant items.</param>
/// <param name="F1">The harmonic mean of a user's precision and recall (the mean over users is not the harmonic mean of the means).</param>
/// <param name="NormalizedDiscountedCumulativeGain">NDCG@K, whose ideal list has min(K, relevant items) hits.</param>
/// <param name="AveragePrecision">AP@K, with the denominator min(K, relevant items); as a mean, MAP@K.</param>
/// <param name="ReciprocalRank">1 / rank of the first hit; as a mean, MRR@K.</param>
/// <param name="HitRate">1 with a hit, else 0; as a mean, the share of users with a hit.</param>
public readonly record struct RankingMetrics(
    double Precision,
    double Recall,
    double F1,
    double NormalizedDiscountedCumulativeGain,
    double AveragePrecision,
    double ReciprocalRank,
    double HitRate)
{
    /// <summary>Measures one ranked list.</summary>
    /// <param name="relevance">The list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <param name="relevantCount">The number of relevant items, in the list or not.</param>
    public static RankingMetrics AtK(ReadOnlySpan<bool> relevance, int k, int relevantCount) => new(
        Metrics.Precision.AtK(relevance, k),
        Metrics.Recall.AtK(relevance, k, relevantCount),
        F1Score.AtK(relevance, k, relevantCount),
        Metrics.NormalizedDiscountedCumulativeGain.AtK(relevance, k, relevantCount),
        Metrics.AveragePrecision.AtK(relevance, k, relevantCount),
        Metrics.ReciprocalRank.AtK(relevance, k),
        Metrics.HitRate.AtK(relevance, k));

    /// <summary>Adds metric by metric.</summary>
    public static RankingMetrics operator +(RankingMetrics a, RankingMetrics b) => new(
        a.Precision + b.Precision,
        a.Recall + b.Recall,
        a.F1 + b.F1,
        a.NormalizedDiscountedCumulativeGain + b.NormalizedDiscountedCumulativeGain,
        a.AveragePrecision + b.AveragePrecision,
        a.ReciprocalRank + b.ReciprocalRank,
        a.HitRate + b.HitRate);

    /// <summary>Divides each metric.</summary>
    public static RankingMetrics operator /(RankingMetrics sum, double count) => new(
        sum.Precision / count,
        sum.Recall / count,
        sum.F1 / count,
        sum.NormalizedDiscountedCumulativeGain / count,
        sum.AveragePrecision / count,
        sum.ReciprocalRank / count,
        sum.HitRate / count);
}
