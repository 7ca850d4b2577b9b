using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Models;

/// <summary>What belongs to a registered model beside its code: a model that lacks some of it is a red test.</summary>
public sealed class ModelCatalogTests
{
    [Test]
    public void Names_are_words_of_the_command_line_and_unique()
    {
        Assert.That(ModelCatalog.All.Select(m => m.Name), Is.Unique.And.All.Match("^[a-z][a-z0-9-]*$"));
        Assert.That(ModelCatalog.All.Select(m => m.Title), Is.Unique.And.All.Not.Contain(","));
        Assert.That(ModelCatalog.All.Select(m => m.Summary.Length), Is.All.InRange(10, 110));
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void Has_a_page_that_explains_each_of_its_settings(ModelDefinition model)
    {
        string page = Path.Combine(RealData.RepositoryRoot, "docs", "models", model.Name + ".md");
        Assert.That(page, Does.Exist);
        string text = File.ReadAllText(page);
        foreach (Setting setting in model.Settings) Assert.That(text, Does.Contain($"`{setting.Key}`"));
        Assert.That(text, Does.Contain("Source"));
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void Has_options_for_each_preset(ModelDefinition model) =>
        Assert.That(model.Presets.Keys, Is.EquivalentTo(Preset.All.Select(p => p.Name)));

    /// <summary>A model with nothing to choose has nothing to tune.</summary>
    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void Has_a_search_space_of_values_that_its_settings_accept(ModelDefinition model)
    {
        Setting[] tuned = [.. model.Settings.Where(s => s.Search is not null)];
        Assert.That(tuned.Length > 0 || model.Settings.Count == 0);
        var random = new SeededRandom(1);
        foreach (Setting setting in tuned)
        {
            for (int i = 0; i < 100; i++)
                Assert.That(setting.Text(setting.Set(model.Defaults, setting.Search!.Draw(random))), Is.Not.Empty);
        }
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void Has_gradient_checks_if_it_descends_a_gradient(ModelDefinition model) =>
        Assert.That(model.GradientChecks().Any(), Is.EqualTo(model.Defaults is EpochOptions));

    /// <summary>A setting that nothing reads: with another value the trained state, or the way to it, is the same.</summary>
    [TestCaseSource(nameof(Settings))]
    public void Every_setting_has_an_effect(ModelDefinition model, Setting setting)
    {
        RunSettings settings = SmallModels.Settings(model).With(Companions(setting.Key));
        RunSettings changed = settings.With([new(setting.Key, Other(setting, settings))]);
        Assert.That(Effect(changed), Is.Not.EqualTo(Effect(settings)));
    }

    private static IEnumerable<TestCaseData> Settings() =>
        from model in ModelCatalog.All
        from setting in model.Settings
        select new TestCaseData(model, setting).SetArgDisplayNames(model.Name, setting.Key);

    /// <summary>What else must be set for a setting to mean something on so little data.</summary>
    private static KeyValuePair<string, string>[] Companions(string key) => key switch
    {
        "negativesPerPositive" => [new("negatives", "fresh")],
        "patience" => [new("epochs", "200")],
        "highLayers" or "lambda1" or "kgeRate" or "kgeInterval" => [new("kgeInterval", "2")],
        _ => [],
    };

    private static string Other(Setting setting, RunSettings settings)
    {
        string[] candidates = setting.Key switch
        {
            "epochs" => ["1"],
            "schedule" => ["epochs"],
            "select" => ["ndcg@10"],
            "neighbours" => ["2"],
            _ => [.. setting.Values.Split('|'), "1", "2", "7", "0.5", "3"],
        };
        foreach (string candidate in candidates.Where(c => c != settings.Text(setting.Key) && c != "none"))
        {
            try
            {
                settings.With([new(setting.Key, candidate)]);
                return candidate;
            }
            catch (SettingException)
            {
                // Not a value of this setting: the next one may be.
            }
        }

        throw new InvalidOperationException($"{setting.Key}: no other value was found.");
    }

    private static string Effect(RunSettings settings)
    {
        try
        {
            var result = SmallModels.Train(settings);
            string metrics = string.Join(',', result.Epochs[0].Validation.Select(v => v.Name));
            return $"{Convert.ToHexString(SmallModels.Bytes(result.Recommender))} {result.Epochs.Count} {metrics}";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
