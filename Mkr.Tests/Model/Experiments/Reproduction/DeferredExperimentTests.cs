using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class DeferredExperimentTests
{
    private const ulong Seed = 3;

    private static readonly RecommendationData Data = SmallWorld.Create();

    [Test]
    public void In_double_every_weight_ends_where_it_ends_with_dense_steps()
    {
        DeferredComparison comparison = DeferredExperiment.Compare<double>("demo", Data, Settings(epochs: 10), Seed);
        Assert.That((comparison.Dataset, comparison.Arithmetic, comparison.Seed), Is.EqualTo(("demo", "double", Seed)));
        Assert.That(comparison.Deferred.Auc, Is.EqualTo(comparison.Dense.Auc).Within(1e-9));
        Assert.That(comparison.Parameters.Select(p => p.Name),
            Is.SupersetOf(["all", "user_embedding", "low0.user_weight", "kge_out.bias"]));
        Assert.That(comparison.Parameters.Select(p => p.Largest), Is.All.LessThan(1e-3));
        Assert.That(comparison.Parameters[0].Largest, Is.Positive, "the two are not the same computation");
        Assert.That(comparison.Parameters[0].Largest, Is.EqualTo(comparison.Parameters.Skip(1).Max(p => p.Largest)));
    }

    /// <summary>Of one epoch the best is the last: so the result is that of <see cref="EpochTrainer"/>, to the bit.</summary>
    [Test]
    public void In_float_it_is_the_training_of_the_trainer()
    {
        RunSettings settings = Settings(epochs: 1);
        DeferredComparison comparison = DeferredExperiment.Compare<float>("demo", Data, settings, Seed);
        ExperimentRun run = new Experiment(Data, settings) { Comparisons = [] }.Run(Seed);
        Assert.That(comparison.Deferred, Is.EqualTo(run.Rows[0].Test));
        Assert.That(comparison.Arithmetic, Is.EqualTo("float"));
    }

    [Test]
    public void It_can_be_ended()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.That(() => DeferredExperiment.Compare<float>("demo", Data, Settings(epochs: 1), Seed, ended.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Rows_hold_the_median_and_the_worst_over_the_seeds()
    {
        IReadOnlyList<DeferredRow> rows =
            DeferredRow.Of([Comparison(1, 0.7, 0.71, 0.1), Comparison(2, 0.8, 0.76, 0.3), Comparison(3, 0.6, 0.6, 0.2)]);
        Assert.That(rows, Has.Count.EqualTo(6 + (2 * 2)));
        Assert.That(rows.Select(r => (r.Dataset, r.Arithmetic, r.Runs)), Is.All.EqualTo(("music", "float", 3)));
        Assert.That(Numbers("auc dense", null), Is.EqualTo((0.7, 0.6)));
        Assert.That(Numbers("auc deferred", null), Is.EqualTo((0.71, 0.6)));
        Assert.That(Numbers("auc difference", null), Is.EqualTo((0.01, 0.04)));
        Assert.That(Numbers("accuracy difference", null), Is.EqualTo((0.0, 0.0)));
        Assert.That(Numbers("largest weight difference", "all"), Is.EqualTo((0.2, 0.3)));
        Assert.That(Numbers("median weight difference", "w"), Is.EqualTo((0.02, 0.03)));

        (double Median, double Worst) Numbers(string metric, string? parameter)
        {
            DeferredRow row = rows.Single(r => r.Metric == metric && r.Parameter == parameter);
            return (Math.Round(row.Median, 12), Math.Round(row.Worst, 12));
        }
    }

    private static DeferredComparison Comparison(ulong seed, double dense, double deferred, double largest) => new(
        "music", "float", seed, new CtrResult(9, dense, 0.5, 0, 0), new CtrResult(9, deferred, 0.5, 0, 0),
        [new("all", largest, 0), new("w", largest, largest / 10)], 0);

    private static RunSettings Settings(int epochs) =>
        Preset.Find("demo").Settings(ModelCatalog.Find("mkr"))
            .With([new("protocol", "clean"), new("epochs", $"{epochs}"), new("batchSize", "16")]);
}
