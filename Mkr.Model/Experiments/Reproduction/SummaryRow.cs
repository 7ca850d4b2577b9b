using Mkr.Model.Metrics.Statistics;

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
internal sealed record SummaryRow(
    string Dataset, string Objective, string Protocol, string? Value, string System, string Metric, SampleStatistics Ours, double? Paper)
{
    /// <summary>The difference from the system that the experiment compares with, over the same seeds; null where there is none.</summary>
    public PairedTTest? Against { get; private init; }

    /// <summary>Ours minus the paper's; null where it gives none.</summary>
    public double? Difference => Ours.Mean - Paper;

    /// <summary>Summarises the results of cells. The paper's values stand beside the model's under the paper's own protocol.</summary>
    public static IReadOnlyList<SummaryRow> Of(PaperExperiment experiment, IReadOnlyList<Cell> cells, IReadOnlyList<CellResult> results)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(cells);
        var groups = cells.Zip(results)
            .SelectMany(pair => pair.Second.Measurements.Select(m => (Cell: pair.First, Measurement: m)))
            .GroupBy(x => new Place(
                x.Cell.Dataset, x.Cell.Objective, x.Cell.Protocol, x.Cell.Value, x.Measurement.System, x.Measurement.Metric))
            .ToDictionary(
                group => group.Key, group => group.DistinctBy(x => x.Cell.Seed).ToDictionary(x => x.Cell.Seed, x => x.Measurement.Value));
        return
        [
            .. groups.Select(group => Of(experiment, group.Key, group.Value, groups))
                .GroupBy(row => (row.Dataset, row.Protocol, row.System, row.Objective)).SelectMany(curve => curve),
        ];
    }

    private static SummaryRow Of(
        PaperExperiment experiment, Place place, Dictionary<ulong, double> values, Dictionary<Place, Dictionary<ulong, double>> all)
    {
        double? paper = place.Protocol == "paper"
            ? experiment.PaperValue(place.Dataset, place.Metric, place.Value, place.System)
            : null;
        bool isCompared = experiment.Against is not null && experiment.Against != place.System;
        return new SummaryRow(
            place.Dataset, place.Objective, place.Protocol, place.Value, place.System, place.Metric,
            SampleStatistics.FromValues([.. values.Values]), paper)
        {
            Against = isCompared && all.TryGetValue(place with { System = experiment.Against! }, out var others)
                ? PairedTTest.Of([.. values.Keys.Where(others.ContainsKey).Select(seed => values[seed] - others[seed])])
                : null,
        };
    }

    /// <summary>What the seeds' numbers of a row have in common.</summary>
    private sealed record Place(string Dataset, string Objective, string Protocol, string? Value, string System, string Metric);
}
