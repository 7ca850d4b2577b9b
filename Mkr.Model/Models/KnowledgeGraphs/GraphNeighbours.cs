using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

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

        float[] lengths = Normalize(itemVectors, dim);
        Normalize(userVectors, dim);
        return new GraphNeighbours(new VectorRecommender(name, dim, userVectors, itemVectors), dim, itemVectors, lengths);
    }

    /// <summary>Makes the vectors as long as 1, and returns their lengths.</summary>
    private static float[] Normalize(float[] vectors, int dim)
    {
        float[] lengths = new float[vectors.Length / dim];
        for (int row = 0; row < lengths.Length; row++)
        {
            Span<float> vector = vectors.AsSpan(row * dim, dim);
            lengths[row] = TensorPrimitives.Norm<float>(vector);
            if (lengths[row] > 0) TensorPrimitives.Divide(vector, lengths[row], vector);
        }

        return lengths;
    }
}
