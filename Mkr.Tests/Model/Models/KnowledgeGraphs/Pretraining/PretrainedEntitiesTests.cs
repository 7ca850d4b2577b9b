using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

internal sealed class PretrainedEntitiesTests
{
    private static readonly RecommendationData World =
        RandomWorld.Create("graph", new WorldSizes(Users: 30, Items: 24, Entities: 30, Relations: 2, Positives: 150, Triples: 90));

    private static KnowledgeGraph Graph => World.Graph;

    [Test]
    public void It_learns_once([Values("transr", "transe")] string model)
    {
        var pretraining = new Pretraining(model, Dim: 8, Epochs: 2, Seed: 1);
        EntityVectors first = PretrainedEntities.Of(Graph, pretraining);
        Assert.That(PretrainedEntities.Of(Graph, pretraining with { }), Is.SameAs(first));
        KnowledgeGraph same = Graph.Change(triples => triples);
        Assert.That(Values(PretrainedEntities.Of(same, pretraining)), Is.EqualTo(Values(first)), "of another graph with the same triples");
        KnowledgeGraph shuffled = Graph.ShuffleTails(new SeededRandom(1));
        Assert.That(Values(PretrainedEntities.Of(shuffled, pretraining)), Is.Not.EqualTo(Values(first)), "shuffled");
        Assert.That(Values(PretrainedEntities.Of(Graph, pretraining with { Seed = 2 })), Is.Not.EqualTo(Values(first)), "another seed");
        Assert.That(Values(PretrainedEntities.Of(Graph, pretraining with { Epochs = 3 })), Is.Not.EqualTo(Values(first)), "more epochs");
        Assert.That(PretrainedEntities.Of(Graph, pretraining with { Dim = 4 })[0].Length, Is.EqualTo(4));
    }

    /// <summary>Items that have tails in common come near to each other: that is what vectors are for.</summary>
    [Test]
    public void Items_with_the_same_facts_are_neighbours([Values("transr", "transe")] string model)
    {
        KnowledgeGraph facts = Graph.Change(_ => [.. Enumerable.Range(0, 24).Select(head => new Triple(head, 0, 24 + (head % 4)))]);
        EntityVectors vectors = PretrainedEntities.Of(facts, new Pretraining(model, Dim: 8, Epochs: 300, Seed: 3));
        Assert.That(Enumerable.Range(0, vectors.Count).Max(entity => Distance(vectors, entity, null)), Is.LessThan(1 + 1e-5), "the ball");
        (double same, double other) = (0, 0);
        for (int i = 0; i < 24; i++)
        {
            for (int j = 0; j < i; j++)
                if ((i - j) % 4 == 0) same += Distance(vectors, i, j) / 60;
                else other += Distance(vectors, i, j) / 216;
        }

        Assert.That(same, Is.LessThan(0.75 * other));
    }

    [Test]
    public void Without_triples_there_are_zeros() => Assert.That(
        Values(PretrainedEntities.Of(Graph.Change(_ => []), new Pretraining("transr", Dim: 3, Epochs: 5, Seed: 1))), Is.All.Zero);

    [Test]
    public void An_item_has_the_mean_of_its_entities()
    {
        EntityVectors vectors = PretrainedEntities.Of(Graph, new Pretraining("transe", Dim: 3, Epochs: 2, Seed: 1));
        float[] items = vectors.OfItems(new ItemEntityMap(2, Graph.Entities.Count, [(0, 5), (1, 2), (1, 7)]));
        float[] expected = [.. vectors[5], .. vectors[2].ToArray().Zip(vectors[7].ToArray(), (a, b) => (a + b) / 2)];
        Assert.That(items, Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void Another_model_is_refused() => Assert.That(
        () => PretrainedEntities.Of(Graph, new Pretraining("ease", Dim: 3, Epochs: 5, Seed: 1)),
        Throws.TypeOf<SettingException>().With.Message.Contains("ease").And.Message.Contains("transr"));

    private static float[] Values(EntityVectors vectors) =>
        [.. Enumerable.Range(0, vectors.Count).SelectMany(entity => vectors[entity].ToArray())];

    private static double Distance(EntityVectors vectors, int i, int? j)
    {
        double sum = 0;
        for (int k = 0; k < vectors.Dim; k++) sum += Math.Pow(vectors[i][k] - (j is int other ? vectors[other][k] : 0), 2);
        return Math.Sqrt(sum);
    }
}
