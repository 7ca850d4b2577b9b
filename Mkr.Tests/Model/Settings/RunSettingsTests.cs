using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Settings;

internal sealed class RunSettingsTests
{
    private static readonly RecommendationData Data = SmallWorld.Create();

    [Test]
    public void A_share_of_the_training_part_leaves_validation_and_test_as_they_are()
    {
        DatasetSplit all = With("trainShare", "1").Split(Data, new SeededRandom(5));
        DatasetSplit part = With("trainShare", "0.3").Split(Data, new SeededRandom(5));
        Assert.That(part.Train, Has.Length.EqualTo(Math.Round(0.3 * all.Train.Length)).And.SubsetOf(all.Train));
        Assert.That(part.Validation, Is.EqualTo(all.Validation));
        Assert.That(part.Test, Is.EqualTo(all.Test));
        Assert.That(part.Fingerprint, Is.Not.EqualTo(all.Fingerprint));
    }

    [Test]
    public void A_share_of_the_graph_keeps_all_entities_and_relations()
    {
        KnowledgeGraph part = With("graphShare", "0.5").Reduce(Data, new SeededRandom(5)).Graph;
        Assert.That(part.Triples.ToArray(), Has.Length.EqualTo(Data.Graph.Triples.Length / 2).And.SubsetOf(Data.Graph.Triples.ToArray()));
        Assert.That(part.Entities, Is.SameAs(Data.Graph.Entities));
        Assert.That(part.Relations, Is.SameAs(Data.Graph.Relations));
        Assert.That(With("graphShare", "1").Reduce(Data, new SeededRandom(5)), Is.EqualTo(Data));
    }

    [TestCase("0")]
    [TestCase("1.1")]
    [TestCase("-0.5")]
    [TestCase("half")]
    public void A_share_is_above_0_and_at_most_1(string share) =>
        Assert.That(() => With("trainShare", share), Throws.TypeOf<SettingException>().With.Message.Contains("trainShare"));

    private static SplitOptions With(string key, string value) => Preset.Find("demo").Settings(ModelCatalog.Find("mkr"))
        .With([new("protocol", "paper"), new(key, value)]).Split;
}
