using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Explanations;
using Mkr.Model.Models;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Explanations;

/// <summary>What a score is said to be made of adds up to it.</summary>
internal sealed class ExplanationSumTests
{
    private const double Tolerance = 1e-5;

    public static IEnumerable<ModelDefinition> Explaining => ModelCatalog.All.Where(model => model.Explains);

    /// <summary>Options under which a model scores in another way.</summary>
    public static IEnumerable<string[]> Variants =>
    [
        ["mkr-hybrid", "attention=both", "attended=3"], ["mkr-hybrid", "goal=ranking"], ["mkr-hybrid", "wide=off"],
        ["mkr-hybrid", "graph=none"],
        ["ripplenet", "itemUpdate=none"], ["ripplenet", "itemUpdate=replaceTransform", "hops=3"],
        ["ripplenet", "itemUpdate=plus", "allHops=off", "inverseEdges=on"],
        ["per", "mean=off", "clusters=3"], ["bpr-mf", "userOffset=on"],
    ];

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void A_definition_says_whether_its_model_explains(ModelDefinition model)
    {
        ExperimentRun run = TrainedModel.Run(TrainedModel.Settings(model), SmallWorld.Create());
        Assert.That(run.Training.Recommender is IExplains { Explains: true }, Is.EqualTo(model.Explains));
        if (!model.Explains) return;
        Assert.That(Worst(run, [.. AllPairs(run)]), Is.LessThan(Tolerance));
    }

    [TestCaseSource(nameof(Variants))]
    public void Other_options_add_up_as_well(string[] model)
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find(model[0]))
            .With([.. model[1..].Select(setting => setting.Split('=')).Select(s => KeyValuePair.Create(s[0], s[1]))]);
        ExperimentRun run = TrainedModel.Run(settings, SmallWorld.Create());
        Assert.That(Worst(run, [.. AllPairs(run)]), Is.LessThan(Tolerance));
    }

    /// <summary>The models whose parts come from facts, where there are many facts and long histories.</summary>
    [Test]
    public void On_the_demo_facts_are_true_of_both_items([Values("mkr-hybrid", "blend", "per")] string name)
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(ModelCatalog.Find(name));
        if (name == "mkr-hybrid") settings = settings.With([new("epochs", "2")]);
        ExperimentRun run = TrainedModel.Run(settings, data);
        Interaction[] pairs = RandomPairs(run, 1000);
        Assert.That(Worst(run, pairs), Is.LessThan(Tolerance));
        (UserItems history, _) = UserItems.ByLabel(data.Users.Count, run.Split.Train);
        int facts = 0;
        foreach (Interaction pair in pairs.Take(100))
        {
            foreach (Contribution part in ((IExplains)run.Training.Recommender).Explain(pair.User, pair.Item, history[pair.User]))
            {
                if (part.Fact is not GraphFact fact) continue;
                facts++;
                Assert.That(history.Contains(pair.User, part.HistoryItem!.Value), Is.True);
                Assert.That(IsTrue(data, pair.Item, fact) && IsTrue(data, part.HistoryItem.Value, fact), Is.True, $"{pair} {part}");
            }
        }

        Assert.That(facts, Is.GreaterThan(100));
    }

    [Test]
    public void A_network_is_not_divided()
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("mkr")).With([new("fRs", "mlp")]);
        ExperimentRun run = TrainedModel.Run(settings, SmallWorld.Create());
        Assert.That(
            () => new Explainer(run.Training.Recommender, SmallWorld.Create(), run.Split),
            Throws.TypeOf<SettingException>().With.Message.Contains("itemknn, ease"));
    }

    /// <summary>
    /// A thousand random pairs of real data and the model's preset for it; epochs are few, as sums do not depend on them.
    /// </summary>
    [TestCaseSource(nameof(Explaining))]
    [Explicit("minutes")]
    public void On_real_data(ModelDefinition model)
    {
        foreach (string name in new[] { "music", "movie" })
        {
            RunSettings settings = Preset.Find(name).Settings(model);
            if (model.Defaults is EpochOptions) settings = settings.With([new("epochs", "2")]);
            RecommendationData data = RawDataReader.Read(RealData.Folder(name), settings.Format);
            ExperimentRun run = TrainedModel.Run(settings, data, threads: 2);
            double worst = Worst(run, RandomPairs(run, 1000));
            TestContext.Out.WriteLine($"{name} {model.Name} {worst:0.0e+00}");
            Assert.That(worst, Is.LessThan(Tolerance), name);
        }
    }

    private static double Worst(ExperimentRun run, Interaction[] pairs)
    {
        ITrainedModel model = run.Training.Recommender;
        (UserItems history, _) = UserItems.ByLabel(model.UserCount, run.Split.Train);
        float[] scores = new float[pairs.Length];
        model.ScorePairs(pairs, scores);
        return pairs.Zip(scores).Max(pair => Math.Abs(pair.Second - ((IExplains)model)
            .Explain(pair.First.User, pair.First.Item, history[pair.First.User]).Sum(part => part.Amount)));
    }

    private static IEnumerable<Interaction> AllPairs(ExperimentRun run) =>
        from user in Enumerable.Range(0, run.Training.Recommender.UserCount)
        from item in Enumerable.Range(0, run.Training.Recommender.ItemCount)
        select new Interaction(user, item, IsPositive: false);

    private static Interaction[] RandomPairs(ExperimentRun run, int count)
    {
        var random = new SeededRandom(1);
        ITrainedModel model = run.Training.Recommender;
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
                new Interaction(random.NextInt32(model.UserCount), random.NextInt32(model.ItemCount), IsPositive: false)),
        ];
    }

    private static bool IsTrue(RecommendationData data, int item, GraphFact fact) => data.Map.EntitiesOf(item).ToArray().Any(entity =>
        data.Graph.Contains(fact.IsInverse
            ? new Triple(fact.Entity, fact.Relation, entity)
            : new Triple(entity, fact.Relation, fact.Entity)));
}
