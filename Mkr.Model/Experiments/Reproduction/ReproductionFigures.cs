using System.Globalization;
using Mkr.Model.Figures;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// An experiment's result as figures: curves of each data set against the varied setting or against K; else bars, over the systems of each
/// data set where there are several, and over the data sets where there is one. The rows to compare with are drawn once, from the first
/// objective.
/// </summary>
internal static class ReproductionFigures
{
    /// <summary>The figures, with the names of their files.</summary>
    public static IReadOnlyList<(string File, Figure Figure)> Of(PaperExperiment experiment, IReadOnlyList<SummaryRow> rows)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(rows);
        IEnumerable<SummaryRow> drawn = rows
            .Where(r => double.IsFinite(r.Ours.Mean) && (IsSystem(experiment, r) || r.Objective == rows[0].Objective))
            .OrderBy(r => !IsSystem(experiment, r));
        bool severalProtocols = rows.Select(r => r.Protocol).Distinct().Count() > 1;
        bool severalMetrics = rows.Select(Family).Distinct().Count() > 1;
        bool severalSystems = experiment.Systems.Count > 1;
        bool IsCurve(SummaryRow row) => X(row) is not null
            && (experiment.Varies is not null || rows.Where(r => Family(r) == Family(row)).DistinctBy(r => r.Metric).Count() > 1);
        return
        [
            .. from figure in drawn.GroupBy(
                   r => (Dataset: severalSystems || IsCurve(r) ? r.Dataset : null, Metric: Family(r), r.Protocol, IsCurve: IsCurve(r)))
               let metric = severalMetrics ? figure.Key.Metric : null
               let protocol = severalProtocols ? figure.Key.Protocol : null
               let parts = new[] { figure.Key.Dataset, metric, protocol }.OfType<string>()
               let title = experiment.Title + (figure.Key.Dataset is string dataset ? $", {dataset}" : string.Empty)
                   + (severalProtocols ? $", protocol {figure.Key.Protocol}" : string.Empty)
               select (string.Join('-', parts.Prepend(experiment.Name)), figure.Key.IsCurve
                   ? Curves(experiment, title, figure.Key.Metric, [.. figure])
                   : severalSystems ? SystemBars(title, [.. figure]) : Bars(experiment, title, figure.Key.Metric, [.. figure])),
        ];
    }

    private static Figure SystemBars(string title, SummaryRow[] rows)
    {
        string[] systems = [.. rows.Select(r => r.System).Distinct()];
        bool severalObjectives = HasSeveralObjectives(rows);
        IEnumerable<FigureSeries> series = rows
            .GroupBy(r => severalObjectives && r.Objective.Length > 0 ? $"objective {r.Objective}" : "here")
            .Select(group => Series(group.Key, group, r => r.Ours.Mean))
            .Append(Series("published", rows.Where(r => r.Paper is not null).DistinctBy(r => r.System), r => r.Paper!.Value));
        return new Figure(title, Label(rows[0].Metric), string.Empty, [.. series.Where(s => s.X.Count > 0)])
        {
            Categories = systems,
            IsHorizontal = true,
        };

        FigureSeries Series(string name, IEnumerable<SummaryRow> group, Func<SummaryRow, double> value) => new(
            name, [.. group.Select(r => (double)Array.IndexOf(systems, r.System))], [.. group.Select(value)], SeriesStyle.Bars);
    }

    private static Figure Curves(PaperExperiment experiment, string title, string metric, SummaryRow[] rows)
    {
        IEnumerable<FigureSeries> series = BySeries(experiment, rows)
            .Select(group => Series(group.Key, SeriesStyle.Line, [.. group.Select(r => (X(r)!.Value, r))]));
        SummaryRow[] published = [.. rows.Where(r => r.Paper is not null).DistinctBy(X)];
        if (published.Length > 0)
            series = series.Append(
                new FigureSeries("published", [.. published.Select(r => X(r)!.Value)], [.. published.Select(r => r.Paper!.Value)]));
        bool isRanking = rows[0].Metric != metric;
        return new Figure(title, isRanking ? "K" : experiment.Varies!, Label(metric), [.. series]) { LogX = isRanking || experiment.LogX };
    }

    private static Figure Bars(PaperExperiment experiment, string title, string metric, SummaryRow[] rows)
    {
        string[] datasets = [.. rows.Select(r => r.Dataset).Distinct()];
        IEnumerable<FigureSeries> series = BySeries(experiment, rows)
            .Select(group => Series(group.Key, SeriesStyle.Bars, [.. group.Select(r => ((double)Array.IndexOf(datasets, r.Dataset), r))]));
        IEnumerable<FigureSeries> published = rows
            .Where(r => r.Paper is not null)
            .DistinctBy(r => (r.Dataset, r.Value))
            .GroupBy(r => r.Value)
            .Select(group => new FigureSeries(
                group.Key is null ? "published" : $"published, {group.Key}",
                [.. group.Select(r => (double)Array.IndexOf(datasets, r.Dataset))],
                [.. group.Select(r => r.Paper!.Value)], SeriesStyle.Bars));
        return new Figure(title, "data set", Label(metric), [.. series, .. published]) { Categories = datasets };
    }

    private static FigureSeries Series(string name, SeriesStyle style, (double X, SummaryRow Row)[] points)
    {
        bool hasErrors = points.All(p => double.IsFinite(p.Row.Ours.StandardDeviation));
        return new FigureSeries(
            name, [.. points.Select(p => p.X)], [.. points.Select(p => p.Row.Ours.Mean)], style,
            hasErrors ? [.. points.Select(p => p.Row.Ours.StandardDeviation)] : null);
    }

    private static IEnumerable<IGrouping<string, SummaryRow>> BySeries(PaperExperiment experiment, SummaryRow[] rows)
    {
        bool severalObjectives = HasSeveralObjectives(rows);
        return rows.GroupBy(row =>
        {
            bool isTold = severalObjectives && row.Objective.Length > 0 && IsSystem(experiment, row);
            string name = isTold ? $"{row.System}, objective {row.Objective}" : row.System;
            return X(row) is null && row.Value is not null ? $"{name}, {row.Value}" : name;
        });
    }

    private static bool HasSeveralObjectives(SummaryRow[] rows) =>
        rows.Select(r => r.Objective).Where(objective => objective.Length > 0).Distinct().Count() > 1;

    private static bool IsSystem(PaperExperiment experiment, SummaryRow row) => experiment.Systems.Any(s => s.Name == row.System);

    /// <summary>Where a number stands on a curve; null where it belongs to no curve.</summary>
    private static double? X(SummaryRow row)
    {
        string? text = row.Metric == Family(row) ? row.Value : row.Metric[(Family(row).Length + 1)..];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) ? x : null;
    }

    private static string Label(string metric) => metric switch
    {
        "auc" => "AUC",
        "rmse" => "RMSE",
        "precision" => "Precision@K",
        "recall" => "Recall@K",
        "ndcg" => "NDCG@K",
        _ => metric,
    };

    private static string Family(SummaryRow row) => row.Metric.Split('@')[0];
}
