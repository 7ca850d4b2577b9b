using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Figures;
using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs.Comparisons;

/// <summary>
/// Puts run folders side by side: each is opened and scores the test part, which is the same for all. The AUC of the first is compared with
/// that of each other run by a paired bootstrap over the test part's rows (<see cref="PairedBootstrap"/>).
/// </summary>
internal static class RunComparison
{
    private const int Cutoff = 10;
    private const int Resamples = 1000;

    /// <summary>Compares runs; one is open at a time.</summary>
    /// <param name="paths">Their folders, the first being what the others are compared with.</param>
    /// <param name="threads">The threads that score; they do not change a bit of the result.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The runs, in the order of their folders.</returns>
    /// <exception cref="SettingException">There are fewer than two, one is given twice, or their data or splits differ.</exception>
    /// <exception cref="InvalidDataException">A folder is none that a run was written to, or was changed.</exception>
    public static IReadOnlyList<ComparedRun> Compare(
        IReadOnlyList<string> paths, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count < 2)
            throw new SettingException("There is nothing to compare. Give two or more folders that `train --out` has written.");
        return Measure(paths, threads, (_, _) => { }, cancellation);
    }

    /// <summary>The same of one run or more, each of which is shown while it is open, with its scores of the test part.</summary>
    internal static IReadOnlyList<ComparedRun> Measure(
        IReadOnlyList<string> paths, int threads, Action<RunFolder, float[]> show, CancellationToken cancellation)
    {
        CheckPaths(paths);
        var runs = new List<Scored>();
        Interaction[] test = [];
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            using RunFolder folder = RunFolder.Open(path);
            if (folder.IsRefit)
            {
                throw new SettingException(
                    $"{path}: this model was trained on all its data: nothing is left to compare it by. Leave it out.");
            }
            Scored run = Score(path, folder, threads);
            if (runs.Count > 0) CheckSame(runs[0], run);
            else test = folder.Split.Test;
            runs.Add(run);
            show(folder, run.Scores);
        }

        IReadOnlyList<BootstrapComparison> compared = double.IsNaN(runs[0].Test.Auc) ? [] : PairedBootstrap.CompareAuc(
            runs[0].Scores, [.. runs.Skip(1).Select(run => run.Scores)], test, Resamples,
            new SeededRandom(runs[0].Seed).Split("comparison of runs"));
        return
        [
            .. runs.Select((run, i) => new ComparedRun(
                run.Path, run.Settings, run.Seed, [.. Differences(run, runs)], run.Test, run.Ranking, RunRecord.Read(run.Path),
                i == 0 ? null : compared.ElementAtOrDefault(i - 1))),
        ];
    }

    /// <summary>The runs' AUC on the validation part, by epoch.</summary>
    public static Figure Curves(IReadOnlyList<ComparedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new Figure("Training", "epoch", "AUC on validation", [.. runs.Select(Curve)]);
    }

    private static FigureSeries Curve(ComparedRun run)
    {
        (double Auc, int Epoch)[] points =
            [.. run.Record.ValidationAuc.Select((auc, i) => (auc, i + 1)).Where(point => double.IsFinite(point.auc))];
        return new FigureSeries(run.Path, [.. points.Select(p => (double)p.Epoch)], [.. points.Select(p => p.Auc)]);
    }

    private static Scored Score(string path, RunFolder run, int threads)
    {
        float[] scores = new float[run.Split.Test.Length];
        run.Recommender.ScorePairs(run.Split.Test, scores);
        var ranking = new TopKEvaluator(
            run.Split.Test, [.. run.Split.Train, .. run.Split.Validation], run.Data.Users.Count, run.Data.Items.Count,
            new TopKOptions { Cutoffs = [Cutoff] });
        return new Scored(
            path, run.Settings, run.Seed, run.DataFingerprint, run.Split.Fingerprint, scores,
            CtrEvaluator.Evaluate(run.Recommender, run.Split.Test, threads), ranking.Evaluate(run.Recommender, threads).At(Cutoff).Ranking);
    }

    private static IEnumerable<KeyValuePair<string, string>> Differences(Scored run, IReadOnlyList<Scored> runs) =>
        from setting in run.Settings.All
        let isOfModel = ReferenceEquals(setting.Record, run.Settings.Options)
        let value = run.Settings.Text(setting.Setting.Key)
        where runs.Where(other => !isOfModel || other.Settings.Model == run.Settings.Model)
            .Any(other => other.Settings.Text(setting.Setting.Key) != value)
        select KeyValuePair.Create(setting.Setting.Key, value);

    private static void CheckPaths(IReadOnlyList<string> paths)
    {
        string? twice = paths.GroupBy(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            .FirstOrDefault(same => same.Count() > 1)?.First();
        if (twice is not null) throw new SettingException($"{twice}: this run is given twice. Give it once.");
    }

    private static void CheckSame(Scored first, Scored run)
    {
        if (run.Data != first.Data)
        {
            throw new SettingException(
                $"{run.Path}: this run is of other data than {first.Path}: their results do not compare. Train both on the same data.");
        }

        if (run.Split != first.Split)
        {
            throw new SettingException(
                $"{run.Path}: this run has another split ({Describe(run)}) than {first.Path} ({Describe(first)}): their test parts differ. "
                + "Train both with the same --seed and --protocol.");
        }
    }

    private static string Describe(Scored run) => $"{run.Settings.Split.Protocol.Name}, seed {run.Seed}";

    /// <summary>What is kept of a run when its folder is closed.</summary>
    private sealed record Scored(
        string Path, RunSettings Settings, ulong Seed, string Data, string Split, float[] Scores, CtrResult Test, RankingMetrics Ranking);
}
