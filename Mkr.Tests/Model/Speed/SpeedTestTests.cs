using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Speed;

namespace Mkr.Tests.Model.Speed;

/// <summary>That everything is measured; how fast it was decides nothing.</summary>
internal sealed class SpeedTestTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Measures_the_roof_and_every_policy_of_every_subject()
    {
        var observer = new Recorder();
        SpeedResult result = new SpeedTest([Subject("a"), Subject("b")], TimeSpan.Zero).Run(observer);
        MachineRoof roof = result.Roof;
        Assert.That(new[] { roof.FlopsPerSecond, roof.CacheBytesPerSecond, roof.MemoryBytesPerSecond, result.AucSeconds },
            Has.All.GreaterThan(0));
        Assert.That(roof.At(1e-9, roof.MemoryBytesPerSecond), Is.EqualTo(1e-9 * roof.MemoryBytesPerSecond));
        Assert.That(roof.At(1e9, roof.MemoryBytesPerSecond), Is.EqualTo(roof.FlopsPerSecond));
        Assert.That(result.Presets.Select(p => p.Preset), Is.EqualTo(new[] { "a", "b" }));
        foreach (PresetSpeed preset in result.Presets)
        {
            Assert.That(new[] { preset.ReadBytesPerSecond, preset.RowsPerSecond, preset.RankedUsersPerSecond }, Has.All.GreaterThan(0));
            Assert.That(preset.Training.Select(t => t.Policy), Is.EqualTo(new[] { "lazy", "deferred", "dense" }));
            Assert.That(preset.Training.Select(t => t.Epochs), Has.All.GreaterThanOrEqualTo(Rates.LeastRuns));
            Assert.That(preset.Training.SelectMany(t => new[] { t.Rs.FlopsPerSecond, t.Kge.FlopsPerSecond }),
                Has.All.GreaterThan(0).And.All.LessThan(double.PositiveInfinity));
            Assert.That(preset.GraphModels.Select(g => (g.Model, g.Dim)), Is.SupersetOf(new[] { ("transe", 8), ("hole", 32) }));
            Assert.That(preset.GraphModels.Select(g => g.TriplesPerSecond), Has.All.GreaterThan(0).And.Exactly(12).Items);
            Assert.That(preset.GraphModels.Select(g => g.Policy), Has.All.EqualTo("deferred"));
        }

        Assert.That(observer.Trainings, Is.EqualTo(new[] { "a lazy", "a deferred", "a dense", "b lazy", "b deferred", "b dense" }));
        Assert.That(observer.Fractions, Is.Ordered.And.All.InRange(0, 1).And.Exactly(1).EqualTo(0));
    }

    [Test]
    public void A_task_that_is_off_has_no_speed()
    {
        SpeedResult result = new SpeedTest([Subject("a", "graph", "none")], TimeSpan.Zero).Run();
        Assert.That(result.Presets[0].Training.Select(t => t.Kge.PerSecond), Has.All.NaN);
        Assert.That(result.Presets[0].Training.Select(t => t.Rs.PerSecond), Has.All.GreaterThan(0));
        Assert.That(result.Presets[0].GraphModels, Is.Empty);
    }

    /// <summary>
    /// With batches of one, a sample moves its three rows; with one batch of all, each row is moved once for all 480 samples.
    /// </summary>
    [TestCase("1", 2.9, 3.01)]
    [TestCase("100000", 0.1, 1)]
    public void Rows_that_are_moved_are_counted_by_batch(string batchSize, double least, double most)
    {
        SpeedResult result = new SpeedTest([Subject("a", "batchSize", batchSize)], TimeSpan.Zero).Run();
        StepCost cost = result.Presets[0].Training[0].Rs.Cost;
        Assert.That((cost.Bytes - 8) / (24 * 4), Is.InRange(least, most));
    }

    [Test]
    public void The_files_read_are_counted_in_bytes()
    {
        SpeedSubject subject = Subject("a");
        long all = Directory.GetFiles(subject.Folder).Where(file => !file.Contains("names"))
            .Sum(file => (long)File.ReadAllBytes(file).Length);
        Assert.That(subject.Bytes, Is.EqualTo(all));
    }

    private SpeedSubject Subject(string name, string key = "dim", string value = "6") => SpeedSubject.Invent(
        name, Preset.Find("music").Settings(ModelCatalog.Find("mkr")).With([new("protocol", "paper"), new(key, value)]),
        new WorldSizes(40, 30, 60, 3, 400, 120), Path.Combine(_folder.Path, name));

    private sealed class Recorder : ISpeedObserver
    {
        public List<double> Fractions { get; } = [];

        public List<string> Trainings { get; } = [];

        public void OnMeasuring(string what, double fraction) => Fractions.Add(fraction);

        public void OnRoof(MachineRoof roof) => Assert.That(Trainings, Is.Empty);

        public void OnTraining(string preset, double rowsPerSecond, TrainingSpeed speed) => Trainings.Add($"{preset} {speed.Policy}");
    }
}
