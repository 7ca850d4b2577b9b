using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Models.Contract;

/// <summary>
/// What a model must bring along to be in the catalogue, beside the behaviour that <see cref="ModelContractTests"/> asks for.
/// </summary>
internal sealed class CatalogueTests
{
    private static readonly string Pages = Path.Combine(RealData.RepositoryRoot, "docs", "models");

    [Test]
    public void Names_and_titles_are_unique()
    {
        Assert.That(ModelCatalog.All.Select(model => model.Name), Is.Unique);
        Assert.That(ModelCatalog.All.Select(model => model.Title), Is.Unique);
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void It_says_what_it_is(ModelDefinition model)
    {
        Assert.That(model.Name, Does.Match("^[a-z][a-z0-9-]*$"));
        Assert.That(model.Source, Is.Not.Empty);
        Assert.That(model.Summary, Has.Length.InRange(10, 100).And.Not.Contains("\n"), "a line of `mkr models`");
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void It_has_a_preset_for_each_data_set(ModelDefinition model)
    {
        Assert.That(model.Presets.Keys, Is.EquivalentTo(Preset.All.Select(preset => preset.Name)));
        Assert.That(model.Presets.Values, Is.All.InstanceOf(model.Defaults.GetType()));
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void It_has_a_search_space_unless_it_has_nothing_to_choose(ModelDefinition model) => Assert.That(
        Own(model).Any(setting => setting.Search is not null), Is.EqualTo(Own(model).Any()));

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void What_is_drawn_from_its_search_space_is_accepted(ModelDefinition model)
    {
        var random = new SeededRandom(3);
        RunSettings settings = Preset.All[0].Settings(model);
        foreach (Setting setting in model.Settings.Where(setting => setting.Search is not null))
        {
            string[] drawn = [.. Enumerable.Range(0, 50).Select(_ => setting.Search!.Draw(random))];
            Assert.That(drawn.Distinct().Count(), Is.GreaterThan(1), $"{setting.Key} has something to choose from");
            foreach (string value in drawn) settings = settings.With([new(setting.Key, value)]);
        }
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void It_has_gradient_checks_if_it_learns_in_epochs(ModelDefinition model) =>
        Assert.That(model.GradientChecks().Any(), Is.EqualTo(model.Defaults is EpochOptions && model.Page == model.Name));

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void It_has_a_page_that_names_its_settings(ModelDefinition model)
    {
        string page = Path.Combine(Pages, model.Page + ".md");
        Assert.That(page, Does.Exist);
        string text = File.ReadAllText(page);
        foreach (Setting setting in Own(model)) Assert.That(text, Does.Contain($"`{setting.Key}`"));
    }

    [Test]
    public void There_is_no_page_of_a_model_that_does_not_exist() => Assert.That(
        Directory.EnumerateFiles(Pages, "*.md").Select(Path.GetFileNameWithoutExtension).Where(page => page != "README"),
        Is.SubsetOf(ModelCatalog.All.Select(model => model.Name)));

    /// <summary>The settings that it does not share with every model that learns from pairs.</summary>
    private static IEnumerable<Setting> Own(ModelDefinition model) =>
        model.Settings.ExceptBy(SettingList.Of(typeof(PairOptions)).Select(setting => setting.Key), setting => setting.Key);
}
