using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Model.Tuning;

namespace Mkr.Tests.Model.Tuning;

internal sealed class SearchTests
{
    private static readonly RecommendationData Data = SmallWorld.Create();
    private static readonly RunSettings Settings = Preset.Find("demo").Settings(ModelCatalog.Find("bpr-mf"))
        .With([new("epochs", "9"), new("patience", "none"), new("protocol", "clean")]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Any_number_of_threads_gives_the_same([Values(2, 5)] int threads, [Values(1, 2)] int runs)
    {
        var options = new SearchOptions { Trials = 9, Runs = runs };
        Assert.That(Texts(Run(Create(options, threads))), Is.EqualTo(Texts(Run(Create(options)))));
    }

    [Test]
    public void Interrupted_anywhere_it_comes_to_the_same([Values(1, 5, 9, 11)] int after, [Values(1, 3)] int threads)
    {
        var options = new SearchOptions { Trials = 9 };
        string[] expected = Texts(Run(Create(options)));
        using var interruption = new CancellationTokenSource();
        int done = 0;
        using (TrialLog log = TrialLog.Open(Path("out"), Create(options).Key))
        {
            Assert.That(
                () => Create(options, threads).Run(
                    log,
                    _ =>
                    {
                        if (++done == after) interruption.Cancel();
                    },
                    interruption.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }

        var again = new List<SearchProgress>();
        string[] actual = Texts(Run(Create(options, threads), "out", again));
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(again, Has.Count.EqualTo(9 + 4 + 3 - done), "9 trials, 3 and the default, 2 and the default");
        Assert.That(Run(Create(options), "out", again = []), Is.Not.Empty);
        Assert.That(again, Is.Empty, "all is done");
    }

    [Test]
    public void A_line_that_was_cut_is_done_again()
    {
        var options = new SearchOptions { Trials = 3, Rungs = 1 };
        string[] expected = Texts(Run(Create(options), "out"));
        string file = System.IO.Path.Combine(Path("out"), TrialLog.FileName);
        byte[] whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, whole[..^20]);
        var again = new List<SearchProgress>();
        Assert.That(Texts(Run(Create(options), "out", again)), Is.EqualTo(expected));
        Assert.That(again, Has.Count.EqualTo(1));
        Assert.That(Texts(Run(Create(options), "out", again = [])), Is.EqualTo(expected));
        Assert.That(again, Is.Empty, "the log is whole again");
    }

    [Test]
    public void More_trials_and_seeds_go_on_from_fewer()
    {
        var few = new SearchOptions { Trials = 3, Rungs = 1 };
        Run(Create(few), "out");
        var again = new List<SearchProgress>();
        SearchOptions more = few with { Trials = 5, Runs = 2 };
        string[] actual = Texts(Run(Create(more), "out", again));
        Assert.That(again, Has.Count.EqualTo((5 * 2) - 3));
        Assert.That(actual, Is.EqualTo(Texts(Run(Create(more)))));
    }

    [Test]
    public void The_leftovers_of_another_search_are_refused()
    {
        Run(Create(new SearchOptions { Trials = 2 }), "out");
        var others = new[]
        {
            Create(new SearchOptions { Trials = 2, Seed = 2 }),
            Create(new SearchOptions { Trials = 2, Select = SelectionMetric.Ndcg10 }),
            Create(new SearchOptions { Trials = 2 }, settings: Settings.With([new("dim", "8")])),
            Create(new SearchOptions { Trials = 2 }, ranges: [new("dim", "4, 8")]),
            new Search(SmallWorld.Create(oneToOne: true), Settings, SearchSpace.Of(Settings, [], _ => false), new SearchOptions()),
        };
        foreach (Search other in others)
        {
            Assert.That(
                () => TrialLog.Open(Path("out"), other.Key),
                Throws.InstanceOf<SettingException>().With.Message.Contains("a search with other settings, ranges, seed or data"));
        }
    }

    [Test]
    public void A_folder_that_is_in_use_or_somebody_elses_is_refused()
    {
        using TrialLog log = TrialLog.Open(Path("out"), "a");
        Assert.That(
            () => TrialLog.Open(Path("out"), "a"), Throws.InstanceOf<SettingException>().With.Message.Contains("being written there"));
        Directory.CreateDirectory(Path("other"));
        File.WriteAllText(System.IO.Path.Combine(Path("other"), "thesis.txt"), "years of work");
        Assert.That(
            () => TrialLog.Open(Path("other"), "a"), Throws.InstanceOf<SettingException>().With.Message.Contains("something else already"));
    }

    /// <summary>Without the test part a training is the same, to the bit: what is chosen is what <c>mkr train</c> then makes.</summary>
    [TestCase("bpr-mf")]
    [TestCase("ease")]
    [TestCase("mkr-hybrid")]
    [TestCase("blend")]
    public void A_trial_is_worth_what_training_with_its_settings_comes_to(string model)
    {
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find(model)).With([new("protocol", "clean")]);
        if (settings.Options is EpochOptions) settings = settings.With([new("epochs", "4")]);
        var search = new Search(Data, settings, SearchSpace.Of(settings, [], _ => false), new SearchOptions { Trials = 3, Seed = 7 });
        foreach (TrialResult result in Run(search).Where(r => r.Rung == search.Rungs.Count - 1))
        {
            ExperimentRun run = new Experiment(Data, result.Trial.Settings) { Comparisons = [] }.Run(seed: 7);
            Assert.That(result.Validation, Is.EqualTo(run.Training.Best.Metric(SelectionMetric.Auc)));
            Assert.That(result.Trainings[0].BestEpoch, Is.EqualTo(run.Training.BestEpoch));
        }
    }

    [Test]
    public void No_model_gets_the_test_part()
    {
        var spy = new Spy(ModelCatalog.Find("itemknn"));
        RunSettings settings = Preset.Find("demo").Settings(spy).With([new("protocol", "clean")]);
        Run(new Search(Data, settings, SearchSpace.Of(settings, [], _ => false), new SearchOptions { Trials = 3 }));
        Assert.That(spy.TestParts, Is.EqualTo([0, 0, 0]));
    }

    [Test]
    public void What_patience_has_ended_is_not_trained_again()
    {
        RunSettings patient = Settings.With([new("patience", "1"), new("epochs", "90"), new("rate", "0.05")]);
        Search search = Create(new SearchOptions { Trials = 9 }, settings: patient);
        var progress = new List<SearchProgress>();
        IReadOnlyList<TrialResult> results = Run(search, "out", progress);
        int again = progress.Count(p => p.Rung > 0 && p.Training.Trial == 0);
        Assert.That(progress.First(p => p.Training.Trial == 0).Training.HasEnded, "the default ends early here");
        Assert.That(again, Is.Zero);
        TrialResult start = results.Single(r => r.Trial.Number == 0);
        ExperimentRun run = new Experiment(Data, patient) { Comparisons = [] }.Run(seed: 1);
        Assert.That((start.Rung, start.Epochs, start.Validation), Is.EqualTo((2, 90, run.Training.Best.Metric(SelectionMetric.Auc))));
    }

    [Test]
    public void Values_that_do_not_go_together_are_a_failed_trial()
    {
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find("analogy")).With([new("epochs", "1"), new("dim", "8")]);
        SearchSpace space = SearchSpace.Of(settings, [new("dim", "8, 5")], key => key != "dim");
        IReadOnlyList<TrialResult> results = Run(new Search(Data, settings, space, new SearchOptions()));
        Assert.That(results.Select(r => r.Trial.Number), Is.EqualTo([0, 1]));
        Assert.That(results[1].Failure, Does.Contain("analogy needs a number that 4 divides, found 5"));
    }

    [Test]
    public void Settings_to_begin_at_that_cannot_be_trained_are_said()
    {
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find("ease"));
        var search = new Search(
            Data, settings, SearchSpace.Of(settings, [], _ => false), new SearchOptions { Select = SelectionMetric.Mrr });
        Assert.That(() => Run(search), Throws.InstanceOf<SettingException>().With.Message.Contains("select: mrr is of models that"));
    }

    [Test]
    public void The_best_of_the_last_rung_is_first_and_the_default_is_on_it()
    {
        IReadOnlyList<TrialResult> results = Run(Create(new SearchOptions { Trials = 9 }));
        Assert.That(results, Has.Count.EqualTo(9));
        Assert.That(results.Select(r => r.Rung), Is.Ordered.Descending);
        foreach (IGrouping<int, TrialResult> rung in results.GroupBy(r => r.Rung))
            Assert.That(rung.Select(r => r.Validation), Is.Ordered.Descending);
        Assert.That(results.Single(r => r.Trial.Number == 0).Rung, Is.EqualTo(2));
    }

    private static Search Create(
        SearchOptions options, int threads = 1, RunSettings? settings = null, IReadOnlyList<KeyValuePair<string, string>>? ranges = null) =>
        new(Data, settings ?? Settings, SearchSpace.Of(settings ?? Settings, ranges ?? [], _ => false), options, threads);

    /// <summary>All but the times.</summary>
    private static string[] Texts(IReadOnlyList<TrialResult> results) =>
    [
        .. results.Select(r => $"{r.Trial.Number} {string.Join(' ', r.Trial.Values)} {r.Rung} {r.Epochs} "
            + string.Join(' ', r.Trainings.Select(t => t with { Seconds = 0 }))),
    ];

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private IReadOnlyList<TrialResult> Run(Search search, string? folder = null, List<SearchProgress>? progress = null)
    {
        using TrialLog log = TrialLog.Open(Path(folder ?? Guid.NewGuid().ToString("N")), search.Key);
        return search.Run(log, progress is null ? null : progress.Add);
    }

    /// <summary>A model that counts the rows of the test parts that it is given.</summary>
    private sealed class Spy(ModelDefinition model) : ModelDefinition
    {
        public List<int> TestParts { get; } = [];

        public override string Name => model.Name;

        public override string Title => model.Title;

        public override string Summary => model.Summary;

        public override string Source => model.Source;

        public override ModelOptions Defaults => model.Defaults;

        public override IReadOnlyDictionary<string, ModelOptions> Presets => model.Presets;

        internal override IEnumerable<OpCheck> GradientChecks() => [];

        internal override ITrainable Create(ModelOptions options, ModelData data, TrainingResources resources)
        {
            TestParts.Add(data.Split.Test.Length);
            return model.Create(options, data, resources);
        }

        internal override ITrainedModel Open(ModelOptions options, ModelData data, StateVisitor state) => model.Open(options, data, state);
    }
}
