using Mkr.Engine.Optimizers;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Experiments;

internal sealed class WarmUpTests
{
    [Test]
    public void Goes_with_any_settings_and_returns_what_the_work_returns(
        [Values] Objective objective, [Values] RowPolicy adam, [Values("demo", "music", "movie")] string preset,
        [Values(0.02, 1e10)] double rate)
    {
        RunSettings settings = Preset.Find(preset).Settings(ModelCatalog.Find("mkr"));
        settings = settings with
        {
            Options = (MkrOptions)settings.Options with
            {
                Objective = objective,
                HighLayers = 2,
                Adam = adam,
                RsRate = rate,
                KgeRate = rate,
            },
            Split = new SplitOptions { Folder = "missing", TrainShare = 0.01, GraphShare = 0.01 },
        };
        foreach (int threads in new[] { 1, 2, 4 })
            Assert.That(WarmUp.During(settings, threads, () => 42), Is.EqualTo(42));
    }

    /// <summary>The invented data has no files of features, and yet what they name.</summary>
    [TestCase("news", "word")]
    [TestCase("demo", "genre, title, history, attributes")]
    [TestCase("demo", "none")]
    public void Goes_with_any_features(string preset, string features)
    {
        RunSettings settings = Preset.Find(preset).Settings(ModelCatalog.Find("mkr")).With([new("features", features)]);
        Assert.That(WarmUp.During(settings, threads: 2, () => 42), Is.EqualTo(42));
    }

    [Test]
    public void Passes_an_exception_of_the_work_on([Values(1, 2)] int threads) => Assert.That(
        () => WarmUp.During<int>(
            Preset.Find("demo").Settings(ModelCatalog.Find("mkr")), threads, () => throw new InvalidDataException("the work's")),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("the work's"));

    /// <summary>Some ask for what the invented data has not: titles, or the relations of a preset.</summary>
    [Test]
    public void Goes_with_any_model_and_preset([Values("demo", "music", "book", "movie")] string preset)
    {
        foreach (ModelDefinition model in ModelCatalog.All.Where(model => model.Page == model.Name))
            Assert.That(WarmUp.During(Preset.Find(preset).Settings(model), threads: 2, () => 42), Is.EqualTo(42), model.Name);
    }
}
