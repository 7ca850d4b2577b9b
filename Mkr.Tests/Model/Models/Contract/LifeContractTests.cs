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

/// <summary>What every model of the catalogue owes a training that is interrupted, starts from another, or is done once more on all data.</summary>
/// <param name="name">The model's name.</param>
[TestFixtureSource(nameof(Names))]
public sealed class LifeContractTests(string name)
{
    private readonly ModelDefinition _model = ModelCatalog.Find(name);
    private readonly RecommendationData _data = SmallWorld.Create();
    private readonly RunSettings _settings = TrainedModel.Settings(ModelCatalog.Find(name));

    public static IEnumerable<string> Names => ModelCatalog.All.Select(model => model.Name);

    [Test]
    public void Interrupted_after_epochs_1_and_2_it_goes_on_to_the_bit()
    {
        RunSettings settings = _model.Defaults is EpochOptions ? _settings.With([new("epochs", "4")]) : _settings;
        using var training = new InterruptedTraining(settings, _data);
        Assert.That(training.Run([1, 2]), Is.EqualTo(training.Run([])));
    }

    /// <summary>With large batches, whose steps threads share: one before the interruption, and two or three after it.</summary>
    [Test]
    public void Other_threads_go_on_to_the_bit()
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(_model);
        if (_model.Defaults is not EpochOptions) return;
        using var training = new InterruptedTraining(settings.With([new("epochs", "2"), new("batchSize", "2048")]), data);
        Assert.That(training.Run([1], 1, 3), Is.EqualTo(training.Run([], 2)));
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
        using var folder = new TemporaryFolder();
        ExperimentRun run = TrainedModel.Run(_settings, _data);
        RunFolder.Write(folder.Path, _settings, _data, run, new JsonObject());
        using RunFolder opened = RunFolder.Open(folder.Path);
        var data = new ModelData(run.Data, run.Split);
        using ITrainable training = _model.Create(
            _settings.Options, data, new TrainingResources(new SeededRandom(1).Split("training"), Threads: 1));
        Assert.That(TrainedModel.Scores(training.CreateRecommender()), Is.Not.EqualTo(TrainedModel.Scores(opened.Recommender)));
        IReadOnlyList<string> told = new WarmStart(opened).Fill(training, _model, _settings.Options, data);
        Assert.That(told, Has.Some.Match("^(users|items|entities|words): [1-9][0-9]* kept, 0 new, 0 of the run no longer there$"));
        Assert.That(told, Has.None.Contains("starts anew"));
        Assert.That(TrainedModel.Scores(training.CreateRecommender()), Is.EqualTo(TrainedModel.Scores(opened.Recommender)));
    }

    [Test]
    public void A_refit_learns_all_parts_and_keeps_what_was_fitted_on_validation()
    {
        using TemporaryFolder first = new(), second = new();
        RunFolder.Write(first.Path, _settings, _data, TrainedModel.Run(_settings, _data), new JsonObject { ["bestEpoch"] = 2 });
        using RunFolder chosen = RunFolder.Open(first.Path);
        RunSettings settings = Refit.Settings(chosen);
        ExperimentRun run = Refit.Run(chosen, settings);
        int all = chosen.Split.Train.Length + chosen.Split.Validation.Length + chosen.Split.Test.Length;
        Assert.That((run.Split.Train.Length, run.Split.Validation.Length, run.Split.Test.Length), Is.EqualTo((all, 0, 0)));
        RunFolder.Write(second.Path, settings, chosen.Whole, run, new JsonObject(), isRefit: true);
        using RunFolder refit = RunFolder.Open(second.Path);
        Assert.That((chosen.IsRefit, refit.IsRefit), Is.EqualTo((false, true)));
        Assert.That(TrainedModel.Scores(refit.Recommender), Is.EqualTo(TrainedModel.Scores(run.Training.Recommender)));
        Assert.That(TrainedModel.Scores(refit.Recommender), Is.Not.EqualTo(TrainedModel.Scores(chosen.Recommender)));
        if (chosen.Recommender is IValidationFit) Assert.That(Fit(refit), Is.EqualTo(Fit(chosen)));
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
