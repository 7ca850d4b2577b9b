using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Runs;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Runs.Checkpoints;

namespace Mkr.Tests.Model.Models.Contract;

/// <summary>What every model owes a training that is interrupted, starts from another, or is done once more on all data.</summary>
/// <param name="name">The model's name.</param>
[TestFixtureSource(nameof(Names))]
internal sealed class LifeContractTests(string name)
{
    private readonly ModelDefinition _model = ModelCatalog.Find(name);
    private readonly RecommendationData _data = SmallWorld.Create();
    private readonly RunSettings _settings = Settings(ModelCatalog.Find(name));
    private readonly TemporaryFolder _folder = new();
    private ExperimentRun _run = null!;
    private RunFolder _opened = null!;

    public static IEnumerable<string> Names => ModelCatalog.All.Select(model => model.Name);

    [OneTimeSetUp]
    public void TrainOnce()
    {
        _run = TrainedModel.Run(_settings, _data);
        RunFolder.Write(_folder.Path, _settings, _data, _run, new JsonObject { ["bestEpoch"] = 2 });
        _opened = RunFolder.Open(_folder.Path);
    }

    [OneTimeTearDown]
    public void DeleteFolder()
    {
        _opened.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Interrupted_after_epochs_1_and_2_it_goes_on_to_the_bit()
    {
        RunSettings settings = _model.Defaults is EpochOptions ? _settings.With([new("epochs", "4")]) : _settings;
        using var training = new InterruptedTraining(settings, _data);
        Assert.That(training.Run([1, 2]), Is.EqualTo(training.Run([])));
    }

    [Test]
    public void The_rows_of_its_tables_have_ids()
    {
        using ITrainable training = TrainedModel.Create(_settings, _data);
        var tables = new Tables();
        training.VisitParameters(tables);
        RowIds ids = _model.RowIds(_settings.Options, TrainedModel.ModelData(_settings, _data));
        foreach ((string table, int rows) in tables.Found) Assert.That(ids.Of(table)?.Ids, Has.Count.EqualTo(rows), table);
        Assert.That(tables.Found, _model.Defaults is EpochOptions ? Is.Not.Empty : Is.Empty);
    }

    [Test]
    public void From_a_run_it_scores_as_the_run_did_before_its_first_step()
    {
        if (_model.Defaults is not EpochOptions) return;
        var data = new ModelData(_run.Data, _run.Split);
        using ITrainable training = _model.Create(
            _settings.Options, data, new TrainingResources(new SeededRandom(1).Split("training"), Threads: 1));
        Assert.That(TrainedModel.Scores(training.CreateRecommender()), Is.Not.EqualTo(TrainedModel.Scores(_opened.Recommender)));
        IReadOnlyList<string> told = new WarmStart(_opened).Fill(training, _model, _settings.Options, data);
        Assert.That(told, Has.Some.Match("^(users|items|entities|words): [1-9][0-9]* kept, 0 new, 0 of the run no longer there$"));
        Assert.That(told, Has.None.Contains("starts anew"));
        Assert.That(TrainedModel.Scores(training.CreateRecommender()), Is.EqualTo(TrainedModel.Scores(_opened.Recommender)));
    }

    [Test]
    public void A_refit_learns_all_parts_and_keeps_what_was_fitted_on_validation()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = Refit.Settings(_opened);
        ExperimentRun run = Refit.Run(_opened, settings);
        int all = _run.Split.Train.Length + _run.Split.Validation.Length + _run.Split.Test.Length;
        Assert.That((run.Split.Train.Length, run.Split.Validation.Length, run.Split.Test.Length), Is.EqualTo((all, 0, 0)));
        RunFolder.Write(folder.Path, settings, _opened.Whole, run, new JsonObject(), isRefit: true);
        using RunFolder refit = RunFolder.Open(folder.Path);
        Assert.That((_opened.IsRefit, refit.IsRefit), Is.EqualTo((false, true)));
        Assert.That(TrainedModel.Scores(refit.Recommender), Is.EqualTo(TrainedModel.Scores(run.Training.Recommender)));
        Assert.That(TrainedModel.Scores(refit.Recommender), Is.Not.EqualTo(TrainedModel.Scores(_opened.Recommender)));
        if (_model.Defaults is EpochOptions) Assert.That(Start(refit), Has.None.Contains("starts anew"), "a start for another training");
        if (_opened.Recommender is IValidationFit) Assert.That(Fit(refit), Is.EqualTo(Fit(_opened)));
    }

    /// <summary>Those of the contracts, with little pretraining where there is any.</summary>
    private static RunSettings Settings(ModelDefinition model)
    {
        RunSettings settings = TrainedModel.Settings(model);
        return model.Settings.Any(setting => setting.Key == "entityEpochs") ? settings.With([new("entityEpochs", "2")]) : settings;
    }

    private IReadOnlyList<string> Start(RunFolder run)
    {
        using ITrainable training = TrainedModel.Create(_settings, _data);
        return new WarmStart(run).Fill(training, _model, _settings.Options, TrainedModel.ModelData(_settings, _data));
    }

    private static byte[] Fit(RunFolder run)
    {
        var copy = new StateCopy();
        copy.Keep(((IValidationFit)run.Recommender).VisitFit);
        return StateBytes.Of(copy);
    }

    private sealed class Tables : StateVisitor
    {
        public Dictionary<string, int> Found { get; } = [];

        public override void Parameter<T>(Parameter<T> parameter)
        {
            if (parameter is Table<T> && parameter.Rows > 1) Found.Add(parameter.Name, parameter.Rows);
        }

        public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape) => Assert.Fail(name);

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row) => Assert.Fail(name);

        public override T[] List<T>(string name, T[] values) => throw new AssertionException(name);
    }
}
