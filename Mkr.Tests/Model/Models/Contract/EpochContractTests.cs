using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Models.Contract;

/// <summary>What a model that learns in epochs owes the program beside the contract of all.</summary>
/// <param name="name">The model's name.</param>
[TestFixtureSource(nameof(Names))]
internal sealed class EpochContractTests(string name)
{
    private readonly ModelDefinition _model = ModelCatalog.Find(name);
    private readonly RecommendationData _data = SmallWorld.Create();
    private readonly RunSettings _settings = TrainedModel.Settings(ModelCatalog.Find(name));

    public static IEnumerable<string> Names => ModelCatalog.All.Where(m => m.Defaults is EpochOptions).Select(m => m.Name);

    [Test]
    public void Another_seed_learns_another_model() => Assert.That(
        TrainedModel.Scores(TrainedModel.Train(_settings, _data, seed: 2).Recommender),
        Is.Not.EqualTo(TrainedModel.Scores(TrainedModel.Train(_settings, _data, seed: 1).Recommender)));

    [Test]
    public void An_epoch_of_steps_allocates_nothing([Values("given", "fresh")] string negatives)
    {
        RunSettings settings = _model.Defaults is PairOptions ? _settings.With([new("negatives", negatives)]) : _settings;
        using ITrainable training = TrainedModel.Create(settings, _data);
        Action afterStep = () => { };
        for (int epoch = 0; epoch < 40; epoch++) training.RunEpoch(afterStep);
        Assert.That(Enumerable.Range(0, 5).Min(_ => AllocatedBy(training, afterStep)), Is.Zero);
    }

    private static long AllocatedBy(ITrainable training, Action afterStep)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        training.RunEpoch(afterStep);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
