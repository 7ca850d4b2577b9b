using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr evaluate</c>: a trained model on its test part: CTR prediction, top-K recommendation, the model's own figures.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<int?> _sampledUsers = CommonOptions.WholeOrNone(
        "--sampled-users", "N",
        "Rank the items of so many random test users only: the paper's program takes 100, and its top-K figures vary accordingly", 1);

    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var evaluate = new EvaluateCommand();
        var command = new Command("evaluate",
            "Measures a trained model on its test part: CTR prediction, top-K recommendation, and what the model tells of itself.")
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
        using RunFolder run = RunArgument.Open(parsed.GetValue(_run)!);
        if (run.IsRefit)
        {
            throw new SettingException(
                $"{run.Path}: this model was trained on all its data, so that nothing is left to judge it by. Evaluate the run that it was "
                + "made of.");
        }

        int threads = parsed.GetValue(_threads);
        Interaction[] seen = [.. run.Split.Train, .. run.Split.Validation];
        var options = new TopKOptions { SampledUsers = parsed.GetValue(_sampledUsers), Seed = run.Seed };
        var topK = new TopKEvaluator(run.Split.Test, seen, run.Data.Users.Count, run.Data.Items.Count, options);
        IEnumerable<(string Title, IRecommender Recommender)> recommenders =
        [
            (run.Settings.Model.Title, run.Recommender),
            .. new Experiment(run.Data, run.Settings, threads).Compare(run.Seed, run.Split, cancellation),
        ];
        EvaluationRow[] rows =
        [
            .. recommenders.Select(r => new EvaluationRow(
                r.Title, CtrEvaluator.Evaluate(r.Recommender, run.Split.Test, threads), topK.Evaluate(r.Recommender, threads))),
        ];
        IReadOnlyList<NamedValue> figures = (run.Recommender as IModelFigures)?.Figures(run.Data) ?? [];
        foreach (string line in EvaluationReport.Lines(rows, options.SampledUsers)) Console.WriteLine(line);
        foreach (string line in EvaluationReport.Figures(run.Settings.Model.Title, figures)) Console.WriteLine(line);
        JsonFile.Write(json, EvaluationJson.Whole(run, rows, figures));
        return ErrorReport.Success;
    }
}
