using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>
/// The scores of <see cref="TowerAttention{T}"/>, of one query and one set, or of one of them and all of the others.
/// </summary>
/// <param name="name">The name of its state.</param>
/// <param name="dim">The length of a row.</param>
/// <param name="keys">K, a row each.</param>
/// <param name="values">V, a row each.</param>
/// <param name="sets">The rows of each owner.</param>
internal sealed class AttentionScorer(string name, int dim, float[] keys, float[] values, CompressedRows sets) : IStateful
{
    /// <summary>The score of a query and a set.</summary>
    public float Score(ReadOnlySpan<float> query, int owner)
    {
        ReadOnlySpan<int> rows = sets[owner];
        if (rows.IsEmpty) return 0;
        Span<float> logits = rows.Length <= 256 ? stackalloc float[rows.Length] : new float[rows.Length];
        for (int m = 0; m < rows.Length; m++) logits[m] = TensorPrimitives.Dot(query, Row(keys, rows[m]));
        TensorPrimitives.SoftMax(logits, logits);
        float score = 0;
        for (int m = 0; m < rows.Length; m++) score += logits[m] * TensorPrimitives.Dot(query, Row(values, rows[m]));
        return score;
    }

    /// <summary>What each row of a set adds to the score of a query.</summary>
    public IReadOnlyList<(int Row, double Amount)> Parts(ReadOnlySpan<float> query, int owner)
    {
        int[] rows = sets[owner].ToArray();
        double[] amounts = new double[rows.Length];
        for (int m = 0; m < rows.Length; m++) amounts[m] = TensorPrimitives.Dot(query, Row(keys, rows[m]));
        if (rows.Length > 0) TensorPrimitives.SoftMax<double>(amounts, amounts);
        for (int m = 0; m < rows.Length; m++) amounts[m] *= TensorPrimitives.Dot(query, Row(values, rows[m]));
        return [.. rows.Zip(amounts)];
    }

    /// <summary>Adds the scores of a set and all queries.</summary>
    /// <param name="queries">The queries, feature after feature: element j of all, then the next.</param>
    /// <param name="owner">The set's owner.</param>
    /// <param name="scores">Receives them, one a query.</param>
    public void AddAllQueries(ReadOnlySpan<float> queries, int owner, Span<float> scores)
    {
        ReadOnlySpan<int> rows = sets[owner];
        if (rows.IsEmpty) return;
        int count = scores.Length;
        float[] logits = new float[rows.Length * count], largest = new float[count], sum = new float[count], total = new float[count];
        float[] products = new float[count];
        for (int m = 0; m < rows.Length; m++)
        {
            Span<float> logit = logits.AsSpan(m * count, count);
            Multiply(queries, Row(keys, rows[m]), logit);
            if (m == 0) logit.CopyTo(largest);
            else TensorPrimitives.Max(largest, logit, largest);
        }

        for (int m = 0; m < rows.Length; m++)
        {
            Span<float> weight = logits.AsSpan(m * count, count);
            TensorPrimitives.Subtract(weight, largest, weight);
            TensorPrimitives.Exp(weight, weight);
            TensorPrimitives.Add(total, weight, total);
            Multiply(queries, Row(values, rows[m]), products);
            TensorPrimitives.MultiplyAdd(weight, products, sum, sum);
        }

        TensorPrimitives.Divide(sum, total, sum);
        TensorPrimitives.Add(scores, sum, scores);
    }

    /// <summary>Adds the scores of a query and all sets.</summary>
    public void AddAllSets(ReadOnlySpan<float> query, Span<float> scores)
    {
        int rows = keys.Length / dim;
        float[] logits = new float[rows], products = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            logits[row] = TensorPrimitives.Dot(query, Row(keys, row));
            products[row] = TensorPrimitives.Dot(query, Row(values, row));
        }

        for (int owner = 0; owner < scores.Length; owner++)
        {
            float largest = float.NegativeInfinity, sum = 0, total = 0;
            foreach (int row in sets[owner]) largest = Math.Max(largest, logits[row]);
            foreach (int row in sets[owner])
            {
                float weight = MathF.Exp(logits[row] - largest);
                sum += weight * products[row];
                total += weight;
            }

            if (total > 0) scores[owner] += sum / total;
        }
    }

    /// <summary>Adds the scores of queries, float [N x d], and the sets of as many owners.</summary>
    public string Score(OnnxGraph graph, string query, string owner)
    {
        OnnxSets members = OnnxSets.Add(graph, name + "_sets", sets.Count, row => sets[row], owner);
        string weights = graph.Softmax(graph.DotEach(query, graph.Rows(name + "_keys", keys, dim, members.Members)), members.IsMember);
        return graph.Dot(weights, graph.DotEach(query, graph.Rows(name + "_values", values, dim, members.Members)));
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        visitor.Values<float>(name + "_key", keys, keys.Length / dim, dim);
        visitor.Values<float>(name + "_value", values, values.Length / dim, dim);
    }

    private ReadOnlySpan<float> Row(float[] table, int row) => table.AsSpan(row * dim, dim);

    private static void Multiply(ReadOnlySpan<float> queries, ReadOnlySpan<float> row, Span<float> products)
    {
        products.Clear();
        for (int j = 0; j < row.Length; j++)
            TensorPrimitives.MultiplyAdd(queries.Slice(j * products.Length, products.Length), row[j], products, products);
    }
}
