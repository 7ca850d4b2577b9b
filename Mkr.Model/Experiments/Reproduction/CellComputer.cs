using System.Diagnostics;
using System.Globalization;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments.Comparisons;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>Trains and measures what a cell asks for, on one thread.</summary>
internal static class CellComputer
{
    /// <summary>Computes a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static CellResult Compute(Cell cell, RecommendationData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(data);
        long start = Stopwatch.GetTimestamp();
        var experiment = new Experiment(data, cell.Settings)
        {
            Comparisons = [.. cell.Experiment.Comparisons.Select(Comparison.Find)],
        };
        try
        {
            ExperimentRun run = experiment.Run(cell.Seed, observer: null, cancellation);
            Measurement[] measurements = [.. Measure(run, cell)];
            return new CellResult(measurements, run.Split.Fingerprint, run.Training.BestEpoch, run.Training.Restarts.Count, Seconds());
        }
        catch (InvalidOperationException e) when (cell.Value is not null)
        {
            // Some values cannot be trained, such as d = 2 where every ReLU dies: that is a result, and the other values go on.
            return new CellResult([], string.Empty, 0, 0, Seconds(), e.Message);
        }

        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static IEnumerable<Measurement> Measure(ExperimentRun run, Cell cell)
    {
        IReadOnlyList<string> metrics = cell.Experiment.Metrics;
        TopKEvaluator? evaluator = metrics.Any(IsRanking)
            ? new TopKEvaluator(run.Split.Test, [.. run.Split.Train, .. run.Split.Validation], run.Data.Users.Count, run.Data.Items.Count)
            : null;
        foreach (ExperimentRow row in run.Rows)
        {
            string name = row == run.Rows[0] ? cell.System : row.Name;
            TopKResult? ranking = evaluator?.Evaluate(row.Recommender);
            foreach (string metric in metrics)
            {
                // Of the rows to compare with, only the model has a KGE task.
                if (metric != "rmse" || row == run.Rows[0]) yield return new Measurement(name, metric, Value(metric, run, row, ranking));
            }
        }
    }

    private static double Value(string metric, ExperimentRun run, ExperimentRow row, TopKResult? ranking) => metric switch
    {
        "auc" => row.Test.Auc,
        "accuracy" => row.Test.Accuracy,
        // Of the last epoch, not of the one with the best validation AUC: without the recommendation task that says nothing.
        "rmse" => run.Training.Epochs[^1].Figures.Single(figure => figure.Name == "kge rmse").Value,
        _ when metric.StartsWith("precision@", StringComparison.Ordinal) => ranking!.At(Cutoff(metric)).Ranking.Precision,
        _ when metric.StartsWith("recall@", StringComparison.Ordinal) => ranking!.At(Cutoff(metric)).Ranking.Recall,
        _ when metric.StartsWith("ndcg@", StringComparison.Ordinal) =>
            ranking!.At(Cutoff(metric)).Ranking.NormalizedDiscountedCumulativeGain,
        _ => throw new ArgumentException($"There is no metric '{metric}'.", nameof(metric)),
    };

    private static bool IsRanking(string metric) => metric.Contains('@', StringComparison.Ordinal);

    private static int Cutoff(string metric) =>
        int.Parse(metric[(metric.IndexOf('@', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
}
