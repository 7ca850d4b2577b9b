using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Recommends by the graph alone: the score of an item is the cosine of its vector with the mean of the vectors of the user's training
/// positives. An item's vector is the mean over its entities S(v) of theirs; without a length the cosine is 0.
/// </summary>
internal sealed class GraphNeighbours
{
    private readonly int _dim;
    private readonly float[] _vectors;
    private readonly float[] _lengths;

    private GraphNeighbours(VectorRecommender scores, int dim, float[] vectors, float[] lengths) =>
        (Scores, _dim, _vectors, _lengths) = (scores, dim, vectors, lengths);

    /// <summary>Scores by the cosines.</summary>
    public VectorRecommender Scores { get; }

    /// <summary>
    /// What each item of the history adds to the cosine: x_j · x_i / (|x_i| |sum of the history's x|).
    /// </summary>
    public ContributionList Explain(int item, ReadOnlySpan<int> history)
    {
        double[] sum = new double[_dim];
        foreach (int other in history)
            for (int j = 0; j < _dim; j++) sum[j] += (double)_lengths[other] * _vectors[(other * _dim) + j];
        double length = TensorPrimitives.Norm<double>(sum);
        var parts = new ContributionList();
        if (length == 0) return parts;
        foreach (int other in history)
        {
            double product = 0;
            for (int j = 0; j < _dim; j++) product += (double)_vectors[(other * _dim) + j] * _vectors[(item * _dim) + j];
            parts.Add("closeness in the graph", _lengths[other] * product / length, other);
        }

        return parts;
    }

    /// <summary>From the entities' vectors as they are.</summary>
    public static GraphNeighbours Create(string name, KgeModel<float> model, ModelData data)
    {
        int dim = model.Options.Dim, users = data.Data.Users.Count;
        PositiveMatrix history = PositiveMatrix.Of(data);
        float[] itemVectors = Items(model, data.Data.Map), userVectors = new float[users * dim];
        for (int user = 0; user < users; user++) Describe(history.ItemsOf(user), itemVectors, userVectors.AsSpan(user * dim, dim));
        float[] lengths = new float[itemVectors.Length / dim];
        for (int item = 0; item < lengths.Length; item++) lengths[item] = Normalize(itemVectors.AsSpan(item * dim, dim));
        return new GraphNeighbours(new VectorRecommender(name, dim, userVectors, itemVectors), dim, itemVectors, lengths);
    }

    /// <summary>Scores a history as if it were a user's.</summary>
    /// <param name="model">The model that this was made of, as it was.</param>
    /// <param name="map">The entities of items.</param>
    public HistoryScorer FoldIn(KgeModel<float> model, ItemEntityMap map)
    {
        float[] items = Items(model, map);
        return (history, scores) =>
        {
            float[] vector = new float[model.Options.Dim];
            Describe(history, items, vector);
            Scores.ScoreAllItems(vector, scores);
            return true;
        };
    }

    /// <summary>The means over the items' entities, a row each.</summary>
    private static float[] Items(KgeModel<float> model, ItemEntityMap map)
    {
        int dim = model.Options.Dim;
        float[] vectors = new float[map.ItemCount * dim];
        model.Entities.CatchUp();
        for (int item = 0; item < map.ItemCount; item++)
        {
            Span<float> vector = vectors.AsSpan(item * dim, dim);
            foreach (int entity in map.EntitiesOf(item)) TensorPrimitives.Add(vector, model.Entities.Row(entity), vector);
            TensorPrimitives.Divide(vector, map.EntitiesOf(item).Length, vector);
        }

        return vectors;
    }

    /// <summary>The direction of the sum of a history's vectors, in a vector of zeros.</summary>
    private static void Describe(ReadOnlySpan<int> history, float[] items, Span<float> vector)
    {
        foreach (int item in history) TensorPrimitives.Add(vector, items.AsSpan(item * vector.Length, vector.Length), vector);
        Normalize(vector);
    }

    /// <summary>Makes a vector as long as 1, and returns its length.</summary>
    private static float Normalize(Span<float> vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        return length;
    }
}
