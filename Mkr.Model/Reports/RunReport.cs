using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Runs;
using Mkr.Model.Runs.Comparisons;
using Mkr.Model.Settings;

namespace Mkr.Model.Reports;

/// <summary>All that a page tells of one run, or of several on the test part that they share.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Sizes">How much there is of what.</param>
/// <param name="Runs">The runs, the first being what the others are compared with.</param>
internal sealed record RunReport(string Dataset, ReportSizes Sizes, IReadOnlyList<ReportedRun> Runs)
{
    /// <summary>Measures runs; one is open at a time.</summary>
    /// <param name="paths">Their folders, at least one.</param>
    /// <param name="threads">The threads that score; they do not change a bit of the result.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="SettingException">There is none, one is given twice, or their data or splits differ.</exception>
    /// <exception cref="InvalidDataException">A folder is none that a run was written to, or was changed.</exception>
    public static RunReport Create(IReadOnlyList<string> paths, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
            throw new SettingException("There is nothing to report. Give one folder or more that `train --out` has written.");
        var details = new List<RunDetails>();
        string dataset = string.Empty;
        ReportSizes? sizes = null;
        IReadOnlyList<ComparedRun> compared = RunComparison.Measure(paths, threads, Show, cancellation);
        return new RunReport(dataset, sizes!,
        [
            .. compared.Zip(details, (run, detail) => new ReportedRun(
                Name(run, compared), run, detail, ReferenceEquals(detail, details[0]) ? null : CompareGains(details[0], detail))),
        ]);

        void Show(RunFolder run, float[] scores)
        {
            details.Add(RunDetails.Measure(run, scores, threads));
            (dataset, sizes) = (run.Data.Name, ReportSizes.Of(run));
        }
    }

    private static PairedTTest CompareGains(RunDetails first, RunDetails other) =>
        PairedTTest.Of([.. first.Gains.Zip(other.Gains, (a, b) => a - b)]);

    private static string Name(ComparedRun run, IReadOnlyList<ComparedRun> all)
    {
        string title = run.Settings.Model.Title;
        return all.Count(other => other.Settings.Model.Title == title) == 1
            ? title
            : $"{title} ({Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path))})";
    }
}

/// <summary>How much there is of what a report is about.</summary>
/// <param name="Users">The users.</param>
/// <param name="Items">The items.</param>
/// <param name="Triples">The graph's triples.</param>
/// <param name="Train">The rows of the training part.</param>
/// <param name="Validation">Those of the validation part.</param>
/// <param name="Test">Those of the test part.</param>
/// <param name="Protocol">How they were divided.</param>
internal sealed record ReportSizes(int Users, int Items, int Triples, int Train, int Validation, int Test, string Protocol)
{
    internal static ReportSizes Of(RunFolder run) => new(
        run.Data.Users.Count, run.Data.Items.Count, run.Data.Graph.Triples.Length, run.Split.Train.Length, run.Split.Validation.Length,
        run.Split.Test.Length, run.Settings.Split.Protocol.Name);
}
