using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Model.Checkpoints;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Metrics;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr evaluate</c>: measures a trained model on its test part: CTR prediction, top-K recommendation, and the KGE task.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<int?> _sampledUsers = new("--sampled-users")
    {
        Description = "Rank the items of so many random test users only: the paper's program takes 100, and its top-K figures vary accordingly",
        HelpName = "N",
    };

    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var evaluate = new EvaluateCommand();
        var command = new Command("evaluate", "Measures a trained model on its test part: CTR prediction, top-K recommendation, and the KGE task.")
        {
            evaluate._run, evaluate._sampledUsers, evaluate._threads, evaluate._json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(evaluate.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        RunFolder run = RunFolder.Open(parsed.GetValue(_run)!);
        int threads = parsed.GetValue(_threads);
        Interaction[] seen = [.. run.Split.Train, .. run.Split.Validation];
        var options = new TopKOptions { SampledUsers = parsed.GetValue(_sampledUsers), Seed = run.Seed };
        var topK = new TopKEvaluator(run.Split.Test, seen, run.Data.Users.Count, run.Data.Items.Count, options);
        IEnumerable<(string Name, IRecommender Recommender)> recommenders =
        [
            (Experiment.Model, RunArgument.Recommender(run)),
            .. new Experiment(run.Data, run.Settings, threads).Compare(run.Seed, run.Split, cancellation),
        ];
        EvaluationRow[] rows =
        [
            .. recommenders.Select(r => new EvaluationRow(
                r.Name, CtrEvaluator.Evaluate(r.Recommender, run.Split.Test, threads), topK.Evaluate(r.Recommender, threads))),
        ];
        var kge = new KgeEvaluator(run.Model, new MkrEncoder<float>(run.Model, run.Data.Map));
        double rmse = kge.Rmse(run.Data.Graph.Triples);
        LinkPrediction tails = kge.RankTails(run.Data.Graph);

        foreach (string line in EvaluationReport.Lines(rows, options.SampledUsers)) Console.WriteLine(line);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"KGE on its {tails.Count} triples: RMSE of tails {rmse:0.0000}; filtered rank of the true tail: MRR {tails.MeanReciprocalRank:0.0000}, "
            + $"Hits@1 {tails.HitsAt1:0.0000}, Hits@3 {tails.HitsAt3:0.0000}, Hits@10 {tails.HitsAt10:0.0000}"));
        JsonFile.Write(json, EvaluationJson.Whole(run, rows, rmse, tails));
        return ErrorReport.Success;
    }
}
