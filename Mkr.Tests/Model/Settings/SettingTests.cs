using System.Text.Json.Nodes;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Settings;

internal sealed class SettingTests
{
    private static readonly RunSettings Default = Preset.Find("music").Settings(ModelCatalog.Find("mkr"));

    /// <summary>SPEC's table of settings: a preset with another number is no longer the paper's.</summary>
    [TestCase("movie", 1, 8, 3, 0.5, 4096, 0.02, 0.01, 20)]
    [TestCase("book", 1, 8, 2, 0.1, 32, 2e-4, 2e-5, 10)]
    [TestCase("music", 2, 4, 2, 0.1, 256, 1e-3, 2e-4, 10)]
    public void Presets_are_the_papers(
        string name, int lowLayers, int dim, int interval, double lambda1, int batch, double rsRate, double kgeRate, int epochs)
    {
        var options = (MkrOptions)ModelCatalog.Find("mkr").OptionsFor(name);
        Assert.That(
            (options.LowLayers, options.Dim, options.KgeInterval, options.Lambda1, options.HighLayers, options.L2),
            Is.EqualTo((lowLayers, dim, interval, lambda1, 1, 1e-6)));
        Assert.That((options.BatchSize, options.RsRate, options.KgeRate, options.Epochs), Is.EqualTo((batch, rsRate, kgeRate, epochs)));
        Assert.That((options.Objective, options.AlternatesSteps), Is.EqualTo((Objective.Paper, true)));
    }

    /// <summary>Of news the paper has these alone; the released program has none.</summary>
    [Test]
    public void The_preset_of_news_is_the_papers()
    {
        var options = (MkrOptions)ModelCatalog.Find("mkr").OptionsFor("news");
        Assert.That((options.LowLayers, options.Dim, options.KgeInterval, options.Lambda1), Is.EqualTo((3, 16, 5, 0.2)));
        Assert.That((options.Objective, options.AlternatesSteps), Is.EqualTo((Objective.Paper, true)));
    }

    [Test]
    public void Every_setting_of_every_model_can_be_read_back_and_set_again(
        [ValueSource(typeof(ModelCatalog), nameof(ModelCatalog.All))] ModelDefinition model)
    {
        RunSettings settings = Preset.Find("music").Settings(model);
        foreach (Preset preset in Preset.All)
        {
            JsonObject json = preset.Settings(model).ToJson();
            RunSettings copy = settings.With(json.Select(s => KeyValuePair.Create(s.Key, s.Value!.ToString())));
            Assert.That(copy.ToJson().ToJsonString(), Is.EqualTo(json.ToJsonString()), preset.Name);
        }
    }

    [Test]
    public void No_two_settings_of_a_run_have_the_same_key(
        [ValueSource(typeof(ModelCatalog), nameof(ModelCatalog.All))] ModelDefinition model) =>
        Assert.That(Preset.All[0].Settings(model).All.Select(s => s.Setting.Key), Is.Unique);

    [Test]
    public void The_objective_brings_its_schedule_unless_one_is_given()
    {
        Assert.That(((MkrOptions)Default.With([new("objective", "released")]).Options).AlternatesSteps, Is.False);
        RunSettings mixed = Default.With([new("schedule", "algorithm1"), new("objective", "released")]);
        Assert.That(((MkrOptions)mixed.Options).AlternatesSteps, "an explicit schedule wins");
    }

    [Test]
    public void A_setting_of_another_model_is_told_whose_it_is()
    {
        RunSettings popularity = Preset.Find("music").Settings(ModelCatalog.Find("popularity"));
        Assert.That(
            () => popularity.With([new("lambda1", "0.5")]),
            Throws.TypeOf<SettingException>().With.Message.StartsWith("'lambda1' is no setting of popularity, but of mkr."));
    }

    [TestCase("dimm", "4", "no setting 'dimm'. Did you mean 'dim'?")]
    [TestCase("LOWLAYER", "4", "Did you mean 'lowLayers'?")]
    [TestCase("dim", "four", "dim: expected a whole number from 1 to 4096, found 'four'")]
    [TestCase("dim", "0", "dim: expected a whole number from 1 to 4096, found '0'")]
    [TestCase("dim", "8.5", "found '8.5'")]
    [TestCase("rsRate", "-1", "rsRate: expected a number from 0 on, found '-1'")]
    [TestCase("l2", "NaN", "l2: expected a number from 0 on, found 'NaN'")]
    [TestCase("adam", "sparse", "adam: expected dense or deferred or lazy, found 'sparse'")]
    [TestCase("separator", "", "separator: expected at least one character")]
    [TestCase("ratingColumn", "x", "ratingColumn: expected a whole number")]
    public void A_bad_setting_is_named_with_its_remedy(string key, string value, string message)
    {
        SettingException? error = Assert.Throws<SettingException>(() => Default.With([new(key, value)]));
        Assert.That(error!.Message, Does.Contain(message));
    }

    [Test]
    public void Columns_can_be_absent()
    {
        RunSettings settings = Default.With([new("ratingColumn", "none"), new("itemColumn", "2"), new("separator", "\\t")]);
        Assert.That((settings.Format.RatingColumn, settings.Format.ItemColumn, settings.Format.Separator),
            Is.EqualTo(((int?)null, 2, "\t")));
    }
}
