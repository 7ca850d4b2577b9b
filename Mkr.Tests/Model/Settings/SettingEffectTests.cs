using System.Globalization;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Per;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Settings;

/// <summary>
/// Every setting is read by something: some other value of it changes the data that is read, the split, or what is learnt.
/// </summary>
internal sealed class SettingEffectTests
{
    private const int Draws = 6;

    // A graph with enough triples to hold some out, several of them between the same entities.
    private static readonly WorldSizes Graph = new(Users: 30, Items: 24, Entities: 30, Relations: 3, Positives: 150, Triples: 400);

    /// <summary>What else has to hold before a setting can make a difference.</summary>
    private static readonly Dictionary<string, KeyValuePair<string, string>[]> Needs = new()
    {
        ["negativesPerPositive"] = [new("negatives", "fresh")],
        ["patience"] = [new("epochs", "12")],
        ["cnnChannels"] = [new("fRs", "cnn")],
        ["norm"] = [new("kgeModel", "transe")],
        ["relationDim"] = [new("kgeModel", "transr")],
        ["cnnSkip"] = [new("fRs", "cnn")],
        ["margin"] = [new("loss", "margin"), new("kgeLoss", "margin"), new("score", "inner")],
        ["offset"] = [new("loss", "logistic"), new("kgeLoss", "logistic")],
        ["temperature"] = [new("loss", "selfAdversarial"), new("kgeLoss", "selfAdversarial"), new("falseTriples", "3")],
        ["negativeTriples"] = [new("loss", "margin")],
        ["sides"] = [new("loss", "margin")],
        ["unitL2"] = [new("units", "1")],
        ["graphInterval"] = [new("graphTask", "on")],
        ["falseAttributes"] = [new("graphTask", "on"), new("graphInterval", "1")],
        ["falseFacts"] = [new("graphTask", "on"), new("graphInterval", "1")],
        ["graphLoss"] = [new("graphTask", "on"), new("graphInterval", "1")],
        ["averaging"] = [new("epochs", "3"), new("wide", "off")],
        ["paths"] = [new("nonNegative", "off")],
        ["attended"] = [new("attention", "history")],
        ["epsilon"] = [new("orthogonality", "0.5")],
        ["clampProjected"] = [new("start", "1")],
        ["featureMode"] = [new("features", "word")],
        ["withoutId"] = [new("features", "word,group")],
        ["wordDim"] = [new("text", "word")],
        ["attentionHidden"] = [new("attention", "mlp")],
        ["predictionHidden"] = [new("prediction", "mlp")],
        ["textFilters"] = [new("text", "word")],
    };

    /// <summary>Values of settings that no range and no list has.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["graphSplit"] = "80:10:10",
        ["text"] = "word",
        ["paths"] = "relation 1",
        ["attended"] = "1",
        ["falseAttributes"] = "3",
    };

    private static IEnumerable<TestCaseData> OfModels() =>
        from model in ModelCatalog.All
        where model.Page == model.Name
        from setting in model.Settings
        select new TestCaseData(model, setting).SetArgDisplayNames(model.Name, setting.Key);

    private static IEnumerable<TestCaseData> OfSplits() =>
        SettingList.Of(typeof(SplitOptions)).Select(setting => new TestCaseData(setting).SetArgDisplayNames(setting.Key));

    [TestCaseSource(nameof(OfModels))]
    public void Of_a_model_it_changes_what_is_learnt(ModelDefinition model, Setting setting)
    {
        bool needsRelations = model.Defaults is KgeOptions or PerOptions || setting.Key == "relationWeights";
        RecommendationData data = needsRelations ? RandomWorld.Create("graph", Graph) : SmallWorld.Create();
        RunSettings settings = TrainedModel.Settings(model).With(
            Needs.GetValueOrDefault(setting.Key, []).Where(needed => model.Settings.Any(s => s.Key == needed.Key)));
        double[] expected = Trace(settings, data);
        string[] values = OtherValues(settings, setting);
        Assert.That(
            values.Any(value => !Trace(settings.With([new(setting.Key, value)]), data).SequenceEqual(expected)),
            $"none of {string.Join(", ", values)} makes a difference to {settings.Text(setting.Key)}");
    }

    [TestCaseSource(nameof(OfSplits))]
    public void Of_a_split_it_changes_the_split_or_the_graph(Setting setting)
    {
        RecommendationData data = SmallWorld.Create();
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("popularity"));
        string[] values = setting.Key == "split" ? ["no-such-folder"] : OtherValues(settings, setting);
        string expected = Divide(settings);
        Assert.That(values.Any(value => Divide(settings.With([new(setting.Key, value)])) != expected));

        string Divide(RunSettings given)
        {
            try
            {
                string triples = string.Join(' ', given.Split.Reduce(data, new SeededRandom(1)).Graph.Triples.ToArray());
                return given.Split.Split(data, new SeededRandom(1)).Fingerprint + triples;
            }
            catch (Exception e) when (e is IOException or DataFormatException or SettingException)
            {
                return e.Message;
            }
        }
    }

    /// <summary>Losses, metrics and scores of a training.</summary>
    private static double[] Trace(RunSettings settings, RecommendationData data)
    {
        TrainingResult result = TrainedModel.Train(settings, data, seed: 1);
        return
        [
            .. result.Epochs.SelectMany(e => e.Validation.Select(v => v.Value).Append(e.Loss)),
            .. TrainedModel.Scores(result.Recommender).Select(score => (double)score),
        ];
    }

    private static string[] OtherValues(RunSettings settings, Setting setting)
    {
        if (Others.TryGetValue(setting.Key, out string? given)) return [given];
        string value = settings.Text(setting.Key);
        var random = new SeededRandom(11);
        IEnumerable<string> values = setting.Search is { Choices.Count: 0 } range
            ? Enumerable.Range(0, Draws).Select(_ => range.Draw(random))
            : setting.Values.Length > 0 ? setting.Values.Split('|') : setting.Search?.Choices ?? [];
        if (double.TryParse(value, CultureInfo.InvariantCulture, out double number))
            values = [.. values, .. new[] { number / 2, number + 1 }.Select(other => other.ToString(CultureInfo.InvariantCulture))];
        return [.. values.Append("1").Where(other => other != value && IsAccepted(settings, setting.Key, other)).Distinct()];
    }

    private static bool IsAccepted(RunSettings settings, string key, string value)
    {
        try
        {
            return settings.With([new(key, value)]).Text(key).Length > 0;
        }
        catch (SettingException)
        {
            return false;
        }
    }
}
