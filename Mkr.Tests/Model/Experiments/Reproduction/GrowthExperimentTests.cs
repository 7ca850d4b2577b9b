using Mkr.Engine.Optimizers;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Figures;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class GrowthExperimentTests
{
    /// <summary>
    /// 300 rows are 100 users, 100 items and 100 entities; beside them are 32 relations and 1,168 elements of weights, d = 16.
    /// </summary>
    [Test]
    public void Counts_the_bytes_of_parameters_and_optimizers()
    {
        GrowthPoint lazy = GrowthExperiment.Measure(300, RowPolicy.Lazy, steps: 11);
        GrowthPoint deferred = GrowthExperiment.Measure(300, RowPolicy.Deferred, steps: 11);
        Assert.That((lazy.Rows, lazy.PolicyName, deferred.PolicyName), Is.EqualTo((300, "lazy", "deferred")));
        Assert.That(lazy.ParameterBytes, Is.EqualTo(4 * ((332 * 16) + 1168)));
        Assert.That(deferred.ParameterBytes, Is.EqualTo(lazy.ParameterBytes));
        const int Rows = 300 + 232; // of the recommendation task's tables and of the KGE task's
        Assert.That(lazy.OptimizerBytes, Is.InRange(2 * 4 * Rows * 16, 2 * 4 * ((Rows * 16) + (2 * 1168))));
        Assert.That(deferred.OptimizerBytes - lazy.OptimizerBytes, Is.EqualTo(4 * Rows));
        Assert.That(lazy.OtherBytes, Is.Positive);
        Assert.That((lazy.RsNanoseconds, lazy.KgeNanoseconds), Is.Not.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void Tables_that_cannot_be_indexed_are_refused() => Assert.That(
        () => GrowthExperiment.Measure(2_000_000_000, RowPolicy.Lazy, steps: 1),
        Throws.InvalidOperationException.With.Message
            .StartsWith("Table 'user_embedding' is too large: with 666,666,666 rows x 16 columns"));

    [Test]
    public void It_can_be_ended()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.That(() => GrowthExperiment.Measure(300, RowPolicy.Lazy, steps: 1, ended.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_figure_has_a_curve_for_each_task_and_policy_and_marks_where_the_caches_are_full()
    {
        GrowthPoint[] points =
        [
            new(100, RowPolicy.Lazy, 1, 2, 4_000, 8_000, 0), new(1000, RowPolicy.Lazy, 3, 4, 40_000, 60_000, 0),
            new(100, RowPolicy.Deferred, 5, 6, 4_000, 8_000, 0), new(1000, RowPolicy.Deferred, 7, 8, 40_000, 60_000, 0),
        ];
        Figure figure = GrowthFigure.Of(points, [new(1, 1 << 15), new(2, 1 << 20), new(3, 1 << 25)]);
        figure.Check();
        Assert.That(figure.LogX);
        Assert.That(figure.Series.Select(s => s.Name), Is.EqualTo(["RS, lazy", "RS, deferred", "KGE, lazy", "KGE, deferred"]));
        Assert.That(figure.Series.Select(s => s.X), Is.All.EqualTo(new double[] { 100, 1000 }));
        Assert.That(figure.Series.Select(s => s.Y), Is.EqualTo(new double[][] { [1, 3], [5, 7], [2, 4], [6, 8] }));
        Assert.That(figure.Marks.Select(m => m.Name), Is.EqualTo(["L2 full, 1 MB", "L3 full, 32 MB"]));
        Assert.That(figure.Marks.Select(m => m.X), Is.EqualTo([10485.76, 335544.32]).Within(1e-9), "100 bytes a row");
    }

    [Test]
    public void Caches_are_read_from_the_files_in_which_linux_tells()
    {
        using var folder = new TemporaryFolder();
        foreach ((string index, string level, string type, string size) in new[]
        {
            ("index0", "1", "Data", "48K"), ("index1", "1", "Instruction", "32K"), ("index3", "3", "Unified", "32M"),
            ("index2", "2", "Unified", "1024K"),
        })
        {
            string cache = Directory.CreateDirectory(Path.Combine(folder.Path, index)).FullName;
            File.WriteAllText(Path.Combine(cache, "level"), level + "\n");
            File.WriteAllText(Path.Combine(cache, "type"), type + "\n");
            File.WriteAllText(Path.Combine(cache, "size"), size + "\n");
        }

        Directory.CreateDirectory(Path.Combine(folder.Path, "index4"));
        Assert.That(CacheSize.Read(folder.Path),
            Is.EqualTo([new CacheSize(1, 48 << 10), new CacheSize(2, 1 << 20), new CacheSize(3, 32 << 20)]));
        Assert.That(CacheSize.Read(Path.Combine(folder.Path, "nothing")), Is.Empty);
    }
}
