using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Metrics;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Mkr;

internal sealed class MkrEncoderTests
{
    private const int Dim = 3;

    /// <summary>Equation 5 by hand, for items with one, two and no entities.</summary>
    [Test]
    public void Item_vector_is_the_mean_over_its_entities()
    {
        RecommendationData data = SmallWorld.Create();
        MkrModel<double> model = CreateModel(data, lowLayers: 1);
        double[] items = new MkrEncoder<double>(model, data.Map).Items();
        for (int item = 0; item < data.Items.Count; item++)
        {
            double[] mean = new double[Dim];
            foreach (int entity in data.Map.EntitiesOf(item))
            {
                double[] vector = Cross(model, item, entity, "weight_vv", "weight_ev", "bias_v");
                for (int j = 0; j < Dim; j++) mean[j] += vector[j] / data.Map.EntitiesOf(item).Length;
            }

            Assert.That(items.AsSpan(item * Dim, Dim).ToArray(), Is.EqualTo(mean).Within(1e-14), $"item {item}");
        }

        Assert.That(Enumerable.Range(0, data.Items.Count).Max(i => data.Map.EntitiesOf(i).Length), Is.EqualTo(2));
    }

    /// <summary>Equation 7 by hand, for entities of one item, of two and of none.</summary>
    [Test]
    public void Head_vector_is_the_mean_over_its_items()
    {
        RecommendationData data = SmallWorld.Create();
        MkrModel<double> model = CreateModel(data, lowLayers: 1);
        double[] heads = new MkrEncoder<double>(model, data.Map).Heads();
        for (int entity = 0; entity < data.Graph.Entities.Count; entity++)
        {
            double[] mean = new double[Dim];
            foreach (int item in data.Map.ItemsOf(entity))
            {
                double[] vector = Cross(model, item, entity, "weight_ve", "weight_ee", "bias_e");
                for (int j = 0; j < Dim; j++) mean[j] += vector[j] / data.Map.ItemsOf(entity).Length;
            }

            Assert.That(heads.AsSpan(entity * Dim, Dim).ToArray(), Is.EqualTo(mean).Within(1e-14), $"entity {entity}");
        }
    }

    /// <summary>A triple is the least that can stand for the graph; its rank is a whole number.</summary>
    [Test]
    public void A_large_graph_is_ranked_by_a_sample()
    {
        RecommendationData data = SmallWorld.Create();
        var model = new MkrModel<float>(new MkrOptions { Dim = Dim }, MkrSizes.Of(data));
        model.Initialize(new SeededRandom(5));
        var kge = new KgeEvaluator(model, new MkrEncoder<float>(model, data.Map));
        LinkPrediction all = kge.RankTails(data.Graph), one = kge.RankTails(data.Graph, mostScores: 1);
        long scores = (long)data.Graph.Triples.Length * data.Graph.Entities.Count;
        Assert.That(kge.RankTails(data.Graph, scores).MeanReciprocalRank, Is.EqualTo(all.MeanReciprocalRank));
        Assert.That(1 / one.MeanReciprocalRank % 0.5, Is.Zero.Within(1e-9), "ties count with their mean");
        Assert.That(1 / all.MeanReciprocalRank % 0.5, Is.Not.Zero.Within(1e-9));
    }

    private static MkrModel<double> CreateModel(RecommendationData data, int lowLayers)
    {
        var model = new MkrModel<double>(
            new MkrOptions { Dim = Dim, LowLayers = lowLayers },
            MkrSizes.Of(data));
        model.Initialize(new SeededRandom(5));
        return model;
    }

    /// <summary>y = v (e·along e) + e (v·along v) + bias.</summary>
    private static double[] Cross(MkrModel<double> model, int item, int entity, string alongE, string alongV, string bias)
    {
        double onE = 0, onV = 0;
        for (int j = 0; j < Dim; j++)
        {
            onE += model.Entities[entity, j] * model.Parameters["low0." + alongE][j, 0];
            onV += model.Items[item, j] * model.Parameters["low0." + alongV][j, 0];
        }

        return [.. Enumerable.Range(0, Dim).Select(j =>
            (model.Items[item, j] * onE) + (model.Entities[entity, j] * onV) + model.Parameters["low0." + bias][0, j])];
    }
}
