using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

/// <summary>Each ranking metric against its definition, written with sets of ranks.</summary>
internal sealed class RankingMetricTests
{
    [Test]
    public void Precision_divides_by_k() =>
        Check((list, k, _) => Precision.AtK(list, k), (hits, k, _) => hits.Length / (double)k);

    [Test]
    public void Recall_divides_by_the_relevant_items() =>
        Check((list, k, relevant) => Recall.AtK(list, k, relevant), (hits, _, relevant) => hits.Length / (double)relevant);

    [Test]
    public void F1_is_the_harmonic_mean_of_precision_and_recall() =>
        Check((list, k, relevant) => F1Score.AtK(list, k, relevant), (hits, k, relevant) =>
        {
            double precision = hits.Length / (double)k, recall = hits.Length / (double)relevant;
            return relevant > 0 && hits.Length == 0 ? 0 : 2 * precision * recall / (precision + recall);
        });

    [Test]
    public void Gain_is_discounted_by_the_logarithm_of_the_rank() =>
        Check(
            (list, k, relevant) => NormalizedDiscountedCumulativeGain.AtK(list, k, relevant),
            (hits, k, relevant) => hits.Sum(Discount) / Enumerable.Range(1, Math.Min(k, relevant)).Sum(Discount));

    [Test]
    public void Average_precision_averages_the_precision_at_the_hits() =>
        Check(
            (list, k, relevant) => AveragePrecision.AtK(list, k, relevant),
            (hits, k, relevant) => hits.Sum(rank => hits.Count(other => other <= rank) / (double)rank) / Math.Min(k, relevant));

    [Test]
    public void Reciprocal_rank_is_that_of_the_first_hit() =>
        Check((list, k, _) => ReciprocalRank.AtK(list, k), (hits, _, _) => hits.Select(rank => 1.0 / rank).DefaultIfEmpty(0).Max());

    [Test]
    public void Hit_rate_asks_for_any_hit() =>
        Check((list, k, _) => HitRate.AtK(list, k), (hits, _, _) => hits.Length > 0 ? 1 : 0);

    /// <summary>Hits at ranks 1 and 3, 3 relevant items, K = 4, computed by hand.</summary>
    [Test]
    public void A_list_computed_by_hand()
    {
        bool[] list = [true, false, true, false, true];
        Assert.That(Precision.AtK(list, 4), Is.EqualTo(0.5));
        Assert.That(Recall.AtK(list, 4, 3), Is.EqualTo(2 / 3.0));
        Assert.That(F1Score.AtK(list, 4, 3), Is.EqualTo(4 / 7.0));
        Assert.That(NormalizedDiscountedCumulativeGain.AtK(list, 4, 3), Is.EqualTo(1.5 / 2.130929753571457).Within(1e-14));
        Assert.That(AveragePrecision.AtK(list, 4, 3), Is.EqualTo(5 / 9.0).Within(1e-15));
        Assert.That(ReciprocalRank.AtK(list, 4), Is.EqualTo(1));
        Assert.That(HitRate.AtK(list, 4), Is.EqualTo(1));
    }

    [Test]
    public void Rejects_a_cutoff_that_is_not_positive() =>
        Assert.That(() => Precision.AtK([true], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double Discount(int rank) => Math.Log(2) / Math.Log(1 + rank);

    private static void Check(Func<bool[], int, int, double> metric, Func<int[], int, int, double> oracle)
    {
        foreach ((bool[] list, int relevant, int k) in RandomCases.Rankings())
        {
            int[] hits = Enumerable.Range(1, list.Length).Where(rank => list[rank - 1] && rank <= k).ToArray();
            Assert.That(metric(list, k, relevant), Is.EqualTo(oracle(hits, k, relevant)).Within(1e-12));
        }
    }
}
