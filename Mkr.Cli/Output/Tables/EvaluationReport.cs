using System.Globalization;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr evaluate</c> shows: all rows side by side, and the first, the model's, at every cutoff.</summary>
internal static class EvaluationReport
{
    private const int ComparedAt = 10;

    /// <summary>The lines; <paramref name="sampledUsers"/> is null where all test users were ranked for.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<EvaluationRow> rows, int? sampledUsers)
    {
        var comparison = new TextTable(
            ("on the test part", -22), ("AUC", 8), ("accuracy", 8), ("F1", 7), ("log loss", 8), ($"P@{ComparedAt}", 7),
            ($"R@{ComparedAt}", 7), ($"NDCG@{ComparedAt}", 7));
        yield return comparison.Header();
        foreach (EvaluationRow row in rows)
        {
            RankingMetrics at = row.Ranking.At(ComparedAt).Ranking;
            yield return comparison.Row(
                row.Name, Four(row.Ctr.Auc), Four(row.Ctr.Accuracy), Four(row.Ctr.F1), Four(row.Ctr.LogLoss), Four(at.Precision),
                Four(at.Recall), Four(at.NormalizedDiscountedCumulativeGain));
        }

        yield return string.Empty;
        foreach (string line in Cutoffs(rows[0].Ranking)) yield return line;
        string users = sampledUsers is null
            ? "all test users with a positive"
            : "a random sample of the test users, as in the paper's program";
        yield return $"({rows[0].Ranking.Users} users: {users}; all items but the positives of their training and validation parts)";
    }

    /// <summary>What a model tells of itself; nothing where it has nothing to tell.</summary>
    public static IEnumerable<string> Figures(string title, IReadOnlyList<NamedValue> figures)
    {
        if (figures.Count == 0) yield break;
        yield return string.Empty;
        var table = new TextTable(($"of {title}", -40), ("", 9));
        yield return table.Header();
        foreach (NamedValue figure in figures) yield return table.Row(figure.Name, Four(figure.Value));
    }

    private static IEnumerable<string> Cutoffs(TopKResult ranking)
    {
        var table = new TextTable(
            ("K", 5), ("Precision", 9), ("Recall", 8), ("F1", 8), ("NDCG", 8), ("MAP", 8), ("MRR", 8), ("Hit", 8), ("coverage", 8),
            ("novelty", 8), ("Gini", 8));
        yield return table.Header();
        foreach (TopKCutoff cutoff in ranking.Cutoffs)
        {
            RankingMetrics at = cutoff.Ranking;
            yield return table.Row(
                cutoff.K, Four(at.Precision), Four(at.Recall), Four(at.F1), Four(at.NormalizedDiscountedCumulativeGain),
                Four(at.AveragePrecision), Four(at.ReciprocalRank), Four(at.HitRate),
                Four(cutoff.Catalogue.Coverage), Four(cutoff.Catalogue.Novelty), Four(cutoff.Catalogue.Gini));
        }
    }

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
