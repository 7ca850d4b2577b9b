using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.Wide;

namespace Mkr.Tests.Model.Models.Wide;

/// <summary>Users like all items of one kind; which place an item has says nothing.</summary>
internal sealed class RelationWeightsTests
{
    private const int Items = 60;
    private const int Users = 80;

    private readonly SeededRandom _random = new(3);

    [Test]
    public void The_relation_that_tastes_follow_weighs_more()
    {
        (ModelData data, WeightedRows attributes, int[] relations) = World();
        double[] weights = RelationWeights.Fit(data, attributes, relations, 2);
        Assert.That(weights[0], Is.GreaterThan(5 * weights[1]));
        Assert.That(weights[1], Is.Positive);
        Assert.That(relations.Average(relation => weights[relation]), Is.EqualTo(1).Within(1e-12));
        Assert.That(RelationWeights.Fit(data, attributes, relations, 2), Is.EqualTo(weights), "the same each time");
    }

    [Test]
    public void Without_training_rows_all_weigh_the_same()
    {
        (ModelData data, WeightedRows attributes, int[] relations) = World();
        var nothing = new ModelData(data.Data, new DatasetSplit([], [], []));
        Assert.That(RelationWeights.Fit(nothing, attributes, relations, 2), Is.EqualTo(new[] { 1.0, 1 }));
    }

    /// <summary>Attributes 0 to 5 are kinds, 6 to 11 places.</summary>
    private (ModelData Data, WeightedRows Attributes, int[] Relations) World()
    {
        int[] places = [.. Enumerable.Range(0, Items).Select(_ => _random.NextInt32(6))];
        WeightedRows attributes = WeightedRows.Build(
            [.. Enumerable.Range(0, Items).Select(item => new[] { (item % 6, 0.7), (6 + places[item], 0.7) })]);
        Interaction[] train =
        [
            .. from user in Enumerable.Range(0, Users)
               from k in Enumerable.Range(0, 5)
               select new Interaction(user, (user % 6) + (6 * _random.NextInt32(Items / 6)), IsPositive: true),
        ];
        RecommendationData data = global::Mkr.Model.Data.Synthetic.RandomWorld.Create(
            "world", new(Users, Items, Entities: Items, Relations: 2, Positives: 400, Triples: 100));
        return (new ModelData(data, new DatasetSplit([.. train.Distinct()], [], [])), attributes,
            [.. Enumerable.Range(0, 12).Select(attribute => attribute / 6)]);
    }
}
