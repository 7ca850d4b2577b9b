using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Blend;
using Mkr.Model.Models.Counting;
using Mkr.Model.Models.Wide;

namespace Mkr.Tests.Model.Models.Blend;

internal sealed class BlendModelTests
{
    private static readonly BlendOptions Small = new() { EaseL2 = 5, Ridge = 1e-2 };

    [Test]
    public void Keeps_the_contract()
    {
        RecommendationData data = SmallWorld.Create();
        RecommenderContract.Check(new BlendModel(new ModelData(data, Split(data)), Small));
    }

    [Test]
    public void Other_threads_give_the_same_bits()
    {
        RecommendationData data = SmallWorld.Create();
        Assert.That(
            new BlendModel(new ModelData(data, Split(data)), Small, threads: 3).Figures(data),
            Is.EqualTo(new BlendModel(new ModelData(data, Split(data)), Small, threads: 1).Figures(data)));
    }

    /// <summary>6 features with a graph: 6 weights, 21 squares and products and a constant. Without triples it is 5, 15 and one.</summary>
    [Test]
    public void Names_its_weights_and_does_without_a_graph()
    {
        RecommendationData data = SmallWorld.Create();
        RecommendationData without = data with { Graph = data.Graph.Change(_ => []) };
        string[] terms = [.. new BlendModel(new ModelData(data, Split(data)), Small).Figures(data).Select(x => x.Name)];
        string[] fewer = [.. new BlendModel(new ModelData(without, Split(data)), Small).Figures(without).Select(x => x.Name)];
        Assert.That(terms, Is.Unique.And.Length.EqualTo(28));
        Assert.That(fewer, Is.Unique.And.Length.EqualTo(21));
        Assert.That(terms.Except(fewer).ToArray(), Has.Length.EqualTo(7).And.All.Contains("attribute overlap"));
    }

    /// <summary>Two users of equal histories but for one item: to whom it belongs, the item is described as to whom it does not.</summary>
    [Test]
    public void Describes_a_training_pair_as_if_it_had_not_been_seen()
    {
        RecommendationData data = SmallWorld.Create(oneToOne: true);
        Interaction[] train =
            [new(0, 0, true), new(0, 3, true), new(1, 0, true), new(2, 3, true), new(2, 4, true), new(3, 4, true), new(3, 0, true)];
        var options = new BlendOptions { Neighbours = 24 };
        var features = new WideFeatures(
            new ModelData(data, new DatasetSplit(train, [], [])), GraphAttributes.Find(data), options.ItemKnn, options.Ease, threads: 1);
        Dictionary<(int, int), double[]> rows = [];
        Interaction[] pairs = [new(0, 3, true), new(1, 3, false)];
        features.Describe(pairs, (i, values) => rows[(pairs[i].User, pairs[i].Item)] = [.. values]);
        Assert.That(rows[(0, 3)][0], Is.EqualTo(Math.Log(2)), "of its two users one is left");
        Assert.That(rows[(1, 3)][0], Is.EqualTo(Math.Log(3)));
        for (int feature = 1; feature < features.Names.Count; feature++)
            Assert.That(rows[(0, 3)][feature], Is.EqualTo(rows[(1, 3)][feature]).Within(1e-12), features.Names[feature]);
    }

    /// <summary>e0, e3, ... e21 share g0: log(24 / 8) is all that an item's vector has, so that two of a genre overlap by 1.</summary>
    [Test]
    public void Overlap_is_the_cosine_of_attributes()
    {
        GraphAttributes attributes = GraphAttributes.Find(SmallWorld.Create(oneToOne: true))!;
        double[] profile = new double[attributes.Count], all = new double[SmallWorld.Items];
        attributes.Describe([0, 3, 4], profile);
        attributes.OverlapAll(profile, all);
        Assert.That(all[..3], Is.EqualTo(new[] { 2.0, 1, 0 }).Within(1e-12));
        Assert.That(Enumerable.Range(0, all.Length).Select(item => attributes.Overlap(item, profile)), Is.EqualTo(all));
    }

    /// <summary>On the invented world, where tastes follow histories and the graph.</summary>
    [Test]
    public void Beats_popularity()
    {
        RecommendationData data = RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo);
        DatasetSplit split = Split(data);
        double Auc(IRecommender model) => CtrEvaluator.Evaluate(model, split.Test).Auc;
        double popularity = Auc(new PopularityRecommender(split.Train, data.Users.Count, data.Items.Count));
        Assert.That(Auc(new BlendModel(new ModelData(data, split), new BlendOptions())), Is.GreaterThan(popularity + 0.05));
    }

    private static DatasetSplit Split(RecommendationData data) => new CleanProtocol().Split(data, new SeededRandom(1));
}
