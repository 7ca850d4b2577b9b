using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>One number of an experiment's result: a mean over its seeds, beside the paper's.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Objective">The objective.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Value">The varied setting's value; null where none is varied.</param>
/// <param name="System">What was measured.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Ours">Mean and standard deviation over the seeds.</param>
/// <param name="Paper">The paper's value; null where it gives none, or measured something else.</param>
public sealed record SummaryRow(
    string Dataset, string Objective, string Protocol, string? Value, string System, string Metric, SampleStatistics Ours, double? Paper)
{
    /// <summary>Ours minus the paper's; null where it gives none.</summary>
    public double? Difference => Ours.Mean - Paper;

    /// <summary>Summarises the results of cells. The paper's values stand beside the model's under the paper's own protocol.</summary>
    public static IReadOnlyList<SummaryRow> Of(PaperExperiment experiment, IReadOnlyList<Cell> cells, IReadOnlyList<CellResult> results)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(cells);
        return
        [
            .. cells.Zip(results)
                .SelectMany(pair => pair.Second.Measurements.Select(m => (Cell: pair.First, Measurement: m)))
                .GroupBy(x => (x.Cell.Dataset, x.Cell.Objective, x.Cell.Protocol, x.Cell.Value, x.Measurement.System, x.Measurement.Metric))
                .Select(group => new SummaryRow(
                    group.Key.Dataset, group.Key.Objective, group.Key.Protocol, group.Key.Value, group.Key.System, group.Key.Metric,
                    SampleStatistics.FromValues([.. group.Select(x => x.Measurement.Value)]),
                    group.Key is { System: MkrDefinition.TableTitle, Protocol: "paper" }
                        ? experiment.PaperValue(group.Key.Dataset, group.Key.Metric, group.Key.Value)
                        : null))
                .GroupBy(row => (row.Dataset, row.Protocol, row.System, row.Objective)).SelectMany(curve => curve),
        ];
    }
}
