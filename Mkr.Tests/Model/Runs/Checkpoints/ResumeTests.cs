using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Runs.Checkpoints;

/// <summary>Trainings go on to the bit whatever their state is made of, and refuse a state that is not theirs.</summary>
internal sealed class ResumeTests
{
    private readonly RecommendationData _data = SmallWorld.Create();
    private TemporaryFolder _folder = null!;

    private string Folder => Path.Combine(_folder.Path, "checkpoint");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    /// <summary>Settings with states of their own: row policies, draws, orders in mid-pass, averages, frozen tables, constraints.</summary>
    [TestCase("mkr", "adam=dense")]
    [TestCase("mkr", "adam=lazy")]
    [TestCase("mkr", "objective=released", "kgeInterval=2")]
    [TestCase("mkr", "objective=paper", "kgeInterval=3", "batchSize=5")]
    [TestCase("mkr", "negatives=fresh")]
    [TestCase("bpr-mf", "userOffset=on", "batchSize=7")]
    [TestCase("mkr-hybrid", "averaging=0.7")]
    [TestCase("mkr-hybrid", "graphTask=on", "dropout=0.2", "falseFacts=bernoulli")]
    [TestCase("transe", "constraint=unit", "loss=margin", "corruption=bernoulli")]
    [TestCase("transr", "constraint=ball", "loss=selfAdversarial", "sides=own")]
    [TestCase("libfm", "method=sgd")]
    [TestCase("wide-deep", "adam=dense")]
    public void Whatever_its_state_is_made_of_it_goes_on_to_the_bit(string model, params string[] values)
    {
        RunSettings settings = Settings(model, "5", values);
        using var training = new InterruptedTraining(settings, _data);
        Assert.That(training.Run([1, 3]), Is.EqualTo(training.Run([])));
    }

    /// <summary>With large batches, whose steps threads share: one before the interruption, and three after it.</summary>
    [TestCase("mkr")]
    [TestCase("bpr-mf")]
    [TestCase("rescal")]
    [TestCase("wide-deep")]
    public void Other_threads_go_on_to_the_bit(string model)
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(ModelCatalog.Find(model));
        if (model == "wide-deep") settings = settings.With([new("entityEpochs", "2")]);
        using var training = new InterruptedTraining(settings.With([new("epochs", "2"), new("batchSize", "2048")]), data);
        Assert.That(training.Run([1], 1, 3), Is.EqualTo(training.Run([], 2)));
    }

    [Test]
    public void A_training_that_ran_out_of_patience_ends_there_again()
    {
        RunSettings settings = Settings("mkr", "40", "patience=1");
        using var training = new InterruptedTraining(settings, _data);
        Assert.That(training.Run([1]), Is.EqualTo(training.Run([])));
    }

    [Test]
    public void A_finished_training_is_not_trained_again()
    {
        RunSettings settings = Settings("bpr-mf", "3");
        ExperimentRun Train(CheckpointFolder checkpoints) =>
            new Experiment(_data, settings) { Comparisons = [], Checkpoints = checkpoints }.Run(1);
        ExperimentRun first;
        using (CheckpointFolder checkpoints = Begin()) first = Train(checkpoints);
        using CheckpointFolder again = CheckpointFolder.Open(Folder, CheckpointInterval.EveryEpoch);
        ExperimentRun second = Train(again);
        Assert.That(second.Training.Epochs, Is.EqualTo(first.Training.Epochs).Using<object>((a, b) => a.ToString() == b.ToString()));
        Assert.That(second.Training.BestEpoch, Is.EqualTo(first.Training.BestEpoch));
        Assert.That(second.Training.Warnings, Is.EqualTo(first.Training.Warnings));
        Assert.That(StateBytes.Of(second.Training.Recommender), Is.EqualTo(StateBytes.Of(first.Training.Recommender)));
    }

    [Test]
    public void Each_seed_has_a_state_of_its_own()
    {
        RunSettings settings = Settings("bpr-mf", "2");
        using CheckpointFolder checkpoints = Begin();
        new Experiment(_data, settings, 2) { Comparisons = [], Checkpoints = checkpoints }.Run([7, 8], [null, null]);
        Assert.That(
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName),
            Is.EquivalentTo(["checkpoint.json", "lock", "state-7.safetensors", "state-8.safetensors"]));
        Assert.That(checkpoints.Epochs, Is.EqualTo([2, 2]));
    }

    [Test]
    public void A_state_of_another_training_is_refused()
    {
        RunSettings settings = Settings("bpr-mf", "1");
        using (CheckpointFolder checkpoints = Begin())
            new Experiment(_data, settings) { Comparisons = [], Checkpoints = checkpoints }.Run(1);
        string state = Path.Combine(_folder.Path, "state");
        File.Move(Path.Combine(Folder, "state-1.safetensors"), state);
        Directory.Delete(Folder, recursive: true);
        using CheckpointFolder other = Begin("other data");
        File.Move(state, Path.Combine(Folder, "state-1.safetensors"));
        Assert.That(
            () => new Experiment(_data, settings) { Comparisons = [], Checkpoints = other }.Run(1),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("of another training")
                .Or.InnerException.With.Message.Contains("of another training"));
    }

    [Test]
    public void A_changed_description_is_refused_and_a_held_folder_too()
    {
        using (CheckpointFolder held = Begin())
        {
            Assert.That(
                () => CheckpointFolder.Open(Folder, CheckpointInterval.EveryEpoch),
                Throws.InstanceOf<SettingException>().With.Message.Contains("another process"));
        }

        string file = Path.Combine(Folder, "checkpoint.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("some data", "other data", StringComparison.Ordinal));
        Assert.That(
            () => CheckpointFolder.Open(Folder, CheckpointInterval.EveryEpoch),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("has been changed"));
    }

    [TestCase("5", 5, 0, true)]
    [TestCase("5", 4, 1e9, false)]
    [TestCase("10m", 1000, 599, false)]
    [TestCase("10m", 1, 600, true)]
    [TestCase("0.5m", 1, 30, true)]
    public void It_is_due_after_epochs_or_minutes(string interval, int epochs, double seconds, bool isDue)
    {
        Assert.That(CheckpointInterval.Parse(interval).IsDue(epochs, TimeSpan.FromSeconds(seconds)), Is.EqualTo(isDue));
        Assert.That(CheckpointInterval.Parse(interval).ToString(), Is.EqualTo(interval));
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("m")]
    [TestCase("0m")]
    [TestCase("5 epochs")]
    public void Anything_else_is_refused(string interval) =>
        Assert.That(() => CheckpointInterval.Parse(interval), Throws.InstanceOf<SettingException>().With.Message.Contains(interval));

    private static RunSettings Settings(string model, string epochs, params string[] values) =>
        TrainedModel.Settings(ModelCatalog.Find(model)).With(
            [new("epochs", epochs), .. values.Select(value => KeyValuePair.Create(value.Split('=')[0], value.Split('=')[1]))]);

    private CheckpointFolder Begin(string data = "some data")
    {
        CheckpointFolder checkpoints = CheckpointFolder.Claim(Folder, CheckpointInterval.EveryEpoch);
        checkpoints.Begin(new JsonObject(), data);
        return checkpoints;
    }
}
