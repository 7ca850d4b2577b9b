using Mkr.Model.Explanations;
using Mkr.Model.Figures;
using Mkr.Model.Runs.Comparisons;

namespace Mkr.Model.Reports;

/// <summary>The figures of a report, by the names of their files; those that nothing is known for are left out.</summary>
internal static class ReportFigures
{
    /// <summary>The figures.</summary>
    public static IReadOnlyDictionary<string, Figure> Create(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var figures = new OrderedDictionary<string, Figure>
        {
            ["training"] = RunComparison.Curves([.. report.Runs.Select(run => run.Compared with { Path = run.Name })]),
            ["calibration"] = Calibration(report),
            ["by-history"] = Groups(
                report, "Lists by user history", "training positives of the user", "NDCG@10", run => run.ByHistory,
                group => group.Gain!.Value),
            ["by-popularity"] = Groups(
                report, "Test positives found by item popularity", "training positives of the item", "share in the list of ten",
                run => run.ByPopularity, group => group.Recall),
            ["recommended"] = Recommended(report),
        };
        return figures.Where(figure => figure.Value.Series.Any(series => series.X.Count > 0)).ToDictionary();
    }

    /// <summary>Why the first run recommends its first sample; null where it does not say.</summary>
    public static Figure? Why(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Explanation? why = report.Runs[0].Details.Samples.SelectMany(sample => sample.Items).Select(item => item.Why)
            .FirstOrDefault(why => why is not null);
        return why is null ? null : ExplanationFigure.Create(why);
    }

    private static Figure Calibration(RunReport report) => new(
        "Calibration on the test part", "predicted probability", "share of positives",
        [
            .. report.Runs.Select(run => new FigureSeries(
                run.Name, [.. run.Details.Calibration.Bins.Select(bin => bin.Predicted)],
                [.. run.Details.Calibration.Bins.Select(bin => bin.Observed)])),
            new FigureSeries("as predicted", [0, 1], [0, 1], SeriesStyle.Limit),
        ]);

    private static Figure Recommended(RunReport report)
    {
        Figure lists = Groups(
            report, "Popularity of what is recommended", "training positives of the item", "share", run => run.ByPopularity,
            group => group.ListShare!.Value);
        IReadOnlyList<GroupResult> groups = report.Runs[0].Details.ByPopularity;
        return lists with
        {
            Series = [.. lists.Series, Bars("test positives", groups, group => group.PositiveShare!.Value)],
        };
    }

    private static Figure Groups(
        RunReport report, string title, string x, string y, Func<RunDetails, IReadOnlyList<GroupResult>> groups,
        Func<GroupResult, double> value) =>
        new(title, x, y, [.. report.Runs.Select(run => Bars(run.Name, groups(run.Details), value))])
        {
            Categories = [.. groups(report.Runs[0].Details).Select(group => group.Group)],
        };

    private static FigureSeries Bars(string name, IReadOnlyList<GroupResult> groups, Func<GroupResult, double> value)
    {
        int[] known = [.. Enumerable.Range(0, groups.Count).Where(group => double.IsFinite(value(groups[group])))];
        return new FigureSeries(
            name, [.. known.Select(group => (double)group)], [.. known.Select(group => value(groups[group]))], SeriesStyle.Bars);
    }
}
