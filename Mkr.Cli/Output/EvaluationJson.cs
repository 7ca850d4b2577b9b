using System.Text.Json.Nodes;
using Mkr.Model.Evaluation;

namespace Mkr.Cli.Output;

/// <summary>Evaluation results as JSON.</summary>
internal static class EvaluationJson
{
    /// <summary>The classification metrics.</summary>
    public static JsonObject Ctr(CtrResult result) => new()
    {
        ["auc"] = JsonFile.Number(result.Auc),
        ["accuracy"] = JsonFile.Number(result.Accuracy),
        ["f1"] = JsonFile.Number(result.F1),
        ["logLoss"] = JsonFile.Number(result.LogLoss),
    };

    /// <summary>A recommender's results on the test part.</summary>
    public static JsonObject Row(string name, CtrResult ctr, TopKResult ranking) => new()
    {
        ["name"] = name,
        ["test"] = Ctr(ctr),
        ["users"] = ranking.Users,
        ["topK"] = new JsonArray([.. ranking.Cutoffs.Select(Cutoff)]),
    };

    private static JsonObject Cutoff(TopKCutoff cutoff) => new()
    {
        ["k"] = cutoff.K,
        ["precision"] = JsonFile.Number(cutoff.Ranking.Precision),
        ["recall"] = JsonFile.Number(cutoff.Ranking.Recall),
        ["f1"] = JsonFile.Number(cutoff.Ranking.F1),
        ["ndcg"] = JsonFile.Number(cutoff.Ranking.NormalizedDiscountedCumulativeGain),
        ["map"] = JsonFile.Number(cutoff.Ranking.AveragePrecision),
        ["mrr"] = JsonFile.Number(cutoff.Ranking.ReciprocalRank),
        ["hit"] = JsonFile.Number(cutoff.Ranking.HitRate),
        ["coverage"] = JsonFile.Number(cutoff.Catalogue.Coverage),
        ["novelty"] = JsonFile.Number(cutoff.Catalogue.Novelty),
        ["gini"] = JsonFile.Number(cutoff.Catalogue.Gini),
    };
}
