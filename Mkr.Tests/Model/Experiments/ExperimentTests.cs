using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Experiments;

internal sealed class ExperimentTests
{
    private static readonly RunSettings Settings = Preset.Find("demo").Settings(ModelCatalog.Find("mkr"))
        .With([new("epochs", "3"), new("protocol", "clean")]);

    [Test]
    public void Any_number_of_threads_gives_the_same_bits([Values(1, 3)] int runs, [Values(2, 4, 40)] int threads)
    {
        ulong[] seeds = [.. Enumerable.Range(1, runs).Select(seed => (ulong)seed)];
        ExperimentRun[] expected = Run(1), actual = Run(threads);
        Assert.That(actual.Select(run => run.Seed), Is.EqualTo(seeds));
        Assert.That(expected[0].Rows.Select(row => row.Name),
            Is.EqualTo(["MKR", "without the graph", "shuffled graph", "popularity", "catalogue (leak)"]));
        for (int run = 0; run < runs; run++)
        {
            Assert.That(actual[run].Split.Fingerprint, Is.EqualTo(expected[run].Split.Fingerprint));
            Assert.That(actual[run].Training.Epochs.Select(Numbers), Is.EqualTo(expected[run].Training.Epochs.Select(Numbers)));
            Assert.That(actual[run].Rows.Select(row => (row.Name, row.Test)),
                Is.EqualTo(expected[run].Rows.Select(row => (row.Name, row.Test))));
            Assert.That(actual[run].Rows.Select(row => row.Scores), Is.EqualTo(expected[run].Rows.Select(row => row.Scores)));
        }

        Assert.That(RowSummary.Of(actual, threads), Is.EqualTo(RowSummary.Of(expected)));

        double[] Numbers(EpochReport e) => [e.Epoch, e.Loss, .. e.Validation.Select(v => v.Value), .. e.Figures.Select(f => f.Value)];

        ExperimentRun[] Run(int on) => new Experiment(SmallWorld.Create(), Settings, on).Run(seeds, new ITrainingObserver?[runs]);
    }

    [Test]
    public void Cancelling_ends_it([Values(1, 3)] int threads) => Assert.That(
        () => new Experiment(SmallWorld.Create(), Settings, threads).Run(seed: 1, cancellation: new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());
}
