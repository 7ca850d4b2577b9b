using System.Text.Json.Nodes;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Runs;

namespace Mkr.Cli.Output.Json;

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

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject Whole(RunFolder run, IEnumerable<EvaluationRow> rows, IReadOnlyList<NamedValue> figures) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "evaluate",
        ["model"] = run.Settings.Model.Name,
        ["dataset"] = run.Data.Name,
        ["split"] = run.Split.Fingerprint,
        ["figures"] = JsonFile.Values(figures),
        ["rows"] = new JsonArray([.. rows.Select(Row)]),
    };

    private static JsonObject Row(EvaluationRow row) => new()
    {
        ["name"] = row.Name,
        ["test"] = Ctr(row.Ctr),
        ["users"] = row.Ranking.Users,
        ["topK"] = new JsonArray([.. row.Ranking.Cutoffs.Select(Cutoff)]),
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
