using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Recommends by the graph alone: the score of an item is the cosine of its vector with the mean of the vectors of the user's training
/// positives. An item's vector is the mean over its entities S(v) of theirs; without a length the cosine is 0.
/// </summary>
internal static class GraphNeighbours
{
    /// <summary>A recommender from the entities' vectors as they are.</summary>
    public static VectorRecommender Create(string name, KgeModel<float> model, ModelData data)
    {
        int dim = model.Options.Dim, users = data.Data.Users.Count;
        PositiveMatrix history = PositiveMatrix.Of(data);
        float[] itemVectors = Items(model, data.Data.Map), userVectors = new float[users * dim];
        for (int user = 0; user < users; user++) Describe(history.ItemsOf(user), itemVectors, userVectors.AsSpan(user * dim, dim));
        for (int start = 0; start < itemVectors.Length; start += dim) Normalize(itemVectors.AsSpan(start, dim));
        return new VectorRecommender(name, dim, userVectors, itemVectors);
    }

    /// <summary>Scores a history as if it were a user's.</summary>
    /// <param name="recommender">The recommender that <see cref="Create"/> has made.</param>
    /// <param name="model">The model that it was made of, as it was.</param>
    /// <param name="map">The entities of items.</param>
    public static HistoryScorer FoldIn(VectorRecommender recommender, KgeModel<float> model, ItemEntityMap map)
    {
        float[] items = Items(model, map);
        return (history, scores) =>
        {
            float[] vector = new float[model.Options.Dim];
            Describe(history, items, vector);
            recommender.ScoreAllItems(vector, scores);
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

    private static void Normalize(Span<float> vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }
}
