using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Figures;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Runs.Comparisons;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Runs.Comparisons;

internal sealed class RunComparisonTests
{
    private static readonly RecommendationData Data = SmallWorld.Create();
    private readonly Dictionary<string, ExperimentRun> _runs = [];
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _folder = new TemporaryFolder();
        Train("small", Data, 1, "bpr-mf", "epochs=3", "dim=4");
        Train("large", Data, 1, "bpr-mf", "epochs=3", "dim=16");
        Train("alone", Data, 1, "bpr-mf", "epochs=3", "dim=4", "graph=none");
        Train("ease", Data, 1, "ease");
        Train("seed", Data, 2, "ease");
        Train("paper", Data, 1, "ease", "protocol=paper");
        Train("other", SmallWorld.Create(oneToOne: true), 1, "ease");
    }

    [OneTimeTearDown]
    public void DeleteFolder()
    {
        foreach (ExperimentRun run in _runs.Values) run.Training.Recommender.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Each_run_is_measured_as_when_it_was_trained()
    {
        foreach (ComparedRun run in Compare("small", "large", "ease"))
        {
            ExperimentRun expected = _runs[Path.GetFileName(run.Path)];
            Assert.That(run.Test, Is.EqualTo(expected.Rows[0].Test));
            var ranking = new TopKEvaluator(
                expected.Split.Test, [.. expected.Split.Train, .. expected.Split.Validation], Data.Users.Count, Data.Items.Count);
            Assert.That(run.Ranking, Is.EqualTo(ranking.Evaluate(expected.Training.Recommender).At(10).Ranking));
            Assert.That(run.Record.Seconds, Is.EqualTo(12.5));
            Assert.That(run.Record.BestEpoch, Is.EqualTo(expected.Training.BestEpoch));
            Assert.That(run.Record.PeakMemoryBytes, Is.Null, "the folder does not say");
            Assert.That(run.Record.ValidationAuc, Is.EqualTo(expected.Training.Epochs.Select(e => e.Validation[0].Value)));
        }
    }

    [Test]
    public void The_others_are_compared_with_the_first()
    {
        IReadOnlyList<ComparedRun> runs = Compare("small", "ease", "alone");
        Assert.That(runs[0].AheadBy, Is.Null);
        Assert.That(runs[1].AheadBy!.Difference, Is.EqualTo(runs[0].Test.Auc - runs[1].Test.Auc).Within(1e-12));
        Assert.That((runs[2].AheadBy!.Difference, runs[2].AheadBy!.PValue), Is.EqualTo((0, 1)), "BPR-MF reads no graph");
        IReadOnlyList<ComparedRun> reverse = Compare("ease", "small");
        Assert.That(reverse[1].AheadBy!.Difference, Is.EqualTo(-runs[1].AheadBy!.Difference).Within(1e-12));
        Assert.That(reverse[1].AheadBy!.PValue, Is.EqualTo(runs[1].AheadBy!.PValue).Within(1e-12), "the same resamples, of the same seed");
    }

    [Test]
    public void Differences_are_between_runs_of_one_model_and_of_the_data_between_all()
    {
        IReadOnlyList<ComparedRun> runs = Compare("small", "large", "ease", "alone");
        string[] expected = ["graph=given dim=4", "graph=given dim=16", "graph=given", "graph=none dim=4"];
        Assert.That(runs.Select(run => string.Join(' ', run.Differences.Select(d => $"{d.Key}={d.Value}"))), Is.EqualTo(expected));
    }

    [Test]
    public void Threads_change_nothing()
    {
        IReadOnlyList<ComparedRun> one = Compare("small", "ease"), four = RunComparison.Compare([In("small"), In("ease")], threads: 4);
        Assert.That(four.Select(r => (r.Test, r.Ranking, r.AheadBy)), Is.EqualTo(one.Select(r => (r.Test, r.Ranking, r.AheadBy))));
    }

    [Test]
    public void Curves_have_a_point_an_epoch()
    {
        Figure figure = RunComparison.Curves(Compare("small", "ease"));
        Assert.That(figure.Series.Select(s => s.X.Count), Is.EqualTo([3, 1]));
        Assert.That(figure.Series[0].Y, Is.EqualTo(_runs["small"].Training.Epochs.Select(e => e.Validation[0].Value)));
    }

    [TestCase("seed", "another split (clean, seed 2) than")]
    [TestCase("paper", "another split (paper, seed 1) than")]
    [TestCase("other", "of other data than")]
    [TestCase("ease", "this run is given twice")]
    [TestCase("none", "there is no config.json")]
    public void What_does_not_compare_is_refused(string other, string message) => Assert.That(
        () => Compare("ease", other), Throws.Exception.With.Message.Contains(message));

    [Test]
    public void One_run_is_nothing_to_compare() => Assert.That(
        () => Compare("ease"), Throws.InstanceOf<SettingException>().With.Message.Contains("Give two or more folders"));

    private IReadOnlyList<ComparedRun> Compare(params string[] names) => RunComparison.Compare([.. names.Select(In)]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Train(string name, RecommendationData data, ulong seed, string model, params string[] set)
    {
        RunSettings settings = new()
        {
            Format = SmallWorld.Format,
            Model = ModelCatalog.Find(model),
            Options = ModelCatalog.Find(model).Defaults,
        };
        settings = settings.With([new("protocol", "clean"), .. set.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], s[1]))]);
        ExperimentRun run = new Experiment(data, settings) { Comparisons = [] }.Run(seed);
        _runs[name] = run;
        var metrics = new JsonObject { ["seconds"] = 12.5, ["bestEpoch"] = run.Training.BestEpoch };
        RunFolder.Write(Directory.CreateDirectory(In(name)).FullName, settings, data, run, metrics);
    }
}
