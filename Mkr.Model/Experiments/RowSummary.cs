using MathNet.Numerics.Distributions;
using Mkr.Engine.Randomness;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;
using Mkr.Model.Metrics.Statistics;

namespace Mkr.Model.Experiments;

/// <summary>A row of the result table over all runs of an experiment.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Auc">AUC on the test part.</param>
/// <param name="Accuracy">Accuracy.</param>
/// <param name="F1">F1 score.</param>
/// <param name="LogLoss">Log loss.</param>
/// <param name="Lead">By how much the model's AUC is above this row's, on average over the runs; null in the model's own row.</param>
/// <param name="PValue">
/// How likely such a difference is if there is none, two-sided: the difference is compared, as a normal variable, with its standard error.
/// That has two sources: the test interactions, by a paired bootstrap of each run's, and the seeds, by the spread of the differences
/// between runs. The spread holds both, so that the larger of the two estimates counts; one run has the first alone.
/// </param>
internal sealed record RowSummary(
    string Name, SampleStatistics Auc, SampleStatistics Accuracy, SampleStatistics F1, SampleStatistics LogLoss, double? Lead,
    double? PValue)
{
    private const int Resamples = 100;

    /// <summary>
    /// Summarises the rows of <paramref name="runs"/>, which are the same in each, on up to <paramref name="threads"/> threads: a run is
    /// one's work.
    /// </summary>
    public static IReadOnlyList<RowSummary> Of(IReadOnlyList<ExperimentRun> runs, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var comparisons = new BootstrapComparison[runs.Count][];
        BlockSchedule.Run(comparisons.Length, threads, run => comparisons[run] = Compare(runs[run]));
        return [.. Enumerable.Range(0, runs[0].Rows.Count).Select(row => Summarise(runs, comparisons, row))];
    }

    /// <summary>The model of a run compared with each of the other rows.</summary>
    private static BootstrapComparison[] Compare(ExperimentRun run) =>
    [
        .. PairedBootstrap.CompareAuc(
            run.Rows[0].Scores, [.. run.Rows.Skip(1).Select(row => row.Scores)], run.Split.Test, Resamples,
            new SeededRandom(run.Seed).Split("bootstrap")),
    ];

    private static RowSummary Summarise(IReadOnlyList<ExperimentRun> runs, BootstrapComparison[][] comparisons, int row)
    {
        (double? lead, double? pValue) = row == 0 ? (null, null) : Combine([.. comparisons.Select(ofRun => ofRun[row - 1])]);
        return new RowSummary(
            runs[0].Rows[row].Name,
            Statistics(r => r.Test.Auc), Statistics(r => r.Test.Accuracy), Statistics(r => r.Test.F1),
            Statistics(r => r.Test.LogLoss), lead, pValue);

        SampleStatistics Statistics(Func<ExperimentRow, double> metric) =>
            SampleStatistics.FromValues([.. runs.Select(run => metric(run.Rows[row]))]);
    }

    private static (double? Lead, double? PValue) Combine(BootstrapComparison[] runs)
    {
        double lead = runs.Average(run => run.Difference);
        double ofTests = runs.Average(run => run.StandardError * run.StandardError);
        double ofRuns = runs.Length == 1 ? 0 : runs.Sum(run => (run.Difference - lead) * (run.Difference - lead)) / (runs.Length - 1);
        double variance = Math.Max(ofTests, ofRuns) / runs.Length;
        double pValue = variance == 0 ? (lead == 0 ? 1 : 0) : 2 * Normal.CDF(0, 1, -Math.Abs(lead) / Math.Sqrt(variance));
        return (lead, pValue);
    }
}
