using System.Numerics.Tensors;
using Mkr.Model.Data;

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
        int dim = model.Options.Dim, users = data.Data.Users.Count, items = data.Data.Items.Count;
        PositiveMatrix history = PositiveMatrix.Of(data);
        float[] itemVectors = new float[items * dim], userVectors = new float[users * dim];
        model.Entities.CatchUp();
        for (int item = 0; item < items; item++)
        {
            Span<float> vector = itemVectors.AsSpan(item * dim, dim);
            foreach (int entity in data.Data.Map.EntitiesOf(item)) TensorPrimitives.Add(vector, model.Entities.Row(entity), vector);
            TensorPrimitives.Divide(vector, data.Data.Map.EntitiesOf(item).Length, vector);
        }

        for (int user = 0; user < users; user++)
        {
            Span<float> vector = userVectors.AsSpan(user * dim, dim);
            foreach (int item in history.ItemsOf(user)) TensorPrimitives.Add(vector, itemVectors.AsSpan(item * dim, dim), vector);
        }

        Normalize(itemVectors, dim);
        Normalize(userVectors, dim);
        return new VectorRecommender(name, dim, userVectors, itemVectors);
    }

    private static void Normalize(float[] vectors, int dim)
    {
        for (int start = 0; start < vectors.Length; start += dim)
        {
            Span<float> vector = vectors.AsSpan(start, dim);
            float length = TensorPrimitives.Norm<float>(vector);
            if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        }
    }
}
