using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Model.Checkpoints;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;
using Mkr.Model.Models;
using Mkr.Model.Models.Baselines;
using Mkr.Model.Models.Mkr;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr evaluate</c>: measures a trained model on its test part: CTR prediction, top-K recommendation, and the KGE task.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var evaluate = new EvaluateCommand();
        var command = new Command("evaluate", "Measures a trained model on its test part: CTR prediction, top-K recommendation, and the KGE task.")
        {
            evaluate._run, evaluate._threads, evaluate._json,
        };
        command.SetAction(evaluate.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        RunFolder run = RunFolder.Open(parsed.GetValue(_run)!);
        int threads = parsed.GetValue(_threads);
        IRecommender[] recommenders =
        [
            RunArgument.Recommender(run),
            new PopularityRecommender(run.Split.Train, run.Data.Users.Count, run.Data.Items.Count),
        ];
        var kge = new KgeEvaluator(run.Model, new MkrEncoder<float>(run.Model, run.Data.Map));
        double rmse = kge.Rmse(run.Data.Graph.Triples);
        LinkPrediction tails = kge.RankTails(run.Data.Graph);
        Interaction[] seen = [.. run.Split.Train, .. run.Split.Validation];
        var topK = new TopKEvaluator(run.Split.Test, seen, run.Data.Users.Count, run.Data.Items.Count);
        var rows = new JsonArray();
        foreach (IRecommender recommender in recommenders)
        {
            CtrResult ctr = CtrEvaluator.Evaluate(recommender, run.Split.Test, threads);
            TopKResult ranking = topK.Evaluate(recommender, threads);
            Print(recommender.Name, ctr, ranking);
            rows.Add(EvaluationJson.Row(recommender.Name, ctr, ranking));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"KGE on its {tails.Count} triples: RMSE of tails {rmse:0.0000}; filtered rank of the true tail: MRR {tails.MeanReciprocalRank:0.0000}, "
            + $"Hits@1 {tails.HitsAt1:0.0000}, Hits@3 {tails.HitsAt3:0.0000}, Hits@10 {tails.HitsAt10:0.0000}"));
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = 1,
            ["command"] = "evaluate",
            ["dataset"] = run.Data.Name,
            ["split"] = run.Split.Fingerprint,
            ["kge"] = new JsonObject
            {
                ["rmse"] = JsonFile.Number(rmse),
                ["mrr"] = JsonFile.Number(tails.MeanReciprocalRank),
                ["hits1"] = JsonFile.Number(tails.HitsAt1),
                ["hits3"] = JsonFile.Number(tails.HitsAt3),
                ["hits10"] = JsonFile.Number(tails.HitsAt10),
            },
            ["rows"] = rows,
        });
        return ErrorReport.Success;
    }

    private static void Print(string name, CtrResult ctr, TopKResult ranking)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: AUC {ctr.Auc:0.0000}, accuracy {ctr.Accuracy:0.0000}, F1 {ctr.F1:0.0000}, log loss {ctr.LogLoss:0.0000} on {ctr.Count} test interactions"));
        var table = new TextTable(("K", 5), ("Precision", 9), ("Recall", 8), ("NDCG", 8), ("MAP", 8), ("MRR", 8), ("Hit", 8), ("coverage", 8), ("novelty", 8), ("Gini", 8));
        Console.WriteLine(table.Header());
        foreach (TopKCutoff cutoff in ranking.Cutoffs)
        {
            RankingMetrics at = cutoff.Ranking;
            Console.WriteLine(table.Row(
                cutoff.K, Four(at.Precision), Four(at.Recall), Four(at.NormalizedDiscountedCumulativeGain), Four(at.AveragePrecision), Four(at.ReciprocalRank), Four(at.HitRate),
                Four(cutoff.Catalogue.Coverage), Four(cutoff.Catalogue.Novelty), Four(cutoff.Catalogue.Gini)));
        }

        Console.WriteLine($"({ranking.Users} users, all items but those of their training and validation positives)");
        Console.WriteLine();
    }

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
