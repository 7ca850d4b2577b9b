using Mkr.Model.Export.Onnx;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// RippleNet as an ONNX graph: the hops of <see cref="RippleModel{T}"/>. Constants are the ripple sets, which are drawn once a run,
/// R[r] E[h] and E[t] of the triples, and the items' vectors.
/// </summary>
/// <param name="model">The parameters.</param>
/// <param name="triples">The triples.</param>
/// <param name="sets">The ripple sets.</param>
/// <param name="vectors">What users have in common.</param>
/// <param name="graph">The graph.</param>
internal sealed class RippleNetwork(
    RippleModel<float> model, RippleGraph triples, RippleSets sets, RippleVectors<float> vectors, OnnxGraph graph)
{
    private readonly int _dim = model.Options.Dim;

    /// <summary>The items' vectors.</summary>
    public string Items(string item) => graph.Apply("Gather", graph.Matrix(vectors.Items), item);

    /// <summary>The logits; 0 where a user has no ripple sets.</summary>
    public string Score(string user, string item)
    {
        string v = Items(item), products = Table("products", vectors.Product), tails = Table("tails", vectors.Tail);
        string? o = null, hasSets = null;
        for (int hop = 0; hop < sets.Hops; hop++)
        {
            int number = hop;
            OnnxSets set = OnnxSets.Add(graph, $"ripple_set{hop}", sets.UserCount, u => sets[u, number], user);
            hasSets ??= graph.Largest(set.IsMember);
            string weights = graph.Softmax(graph.DotEach(v, graph.Apply("Gather", products, set.Members)), set.IsMember);
            string attended = graph.WeightedSum(weights, graph.Apply("Gather", tails, set.Members));
            o = o is null || !model.Options.AllHops ? attended : graph.Add(o, attended);
            v = Update(v, attended);
        }

        return graph.Multiply(graph.Dot(v, o!), hasSets!);
    }

    private string Update(string v, string attended)
    {
        if (model.Options.ItemUpdate == ItemUpdate.None) return v;
        string updated = model.Options.ItemUpdate is ItemUpdate.Plus or ItemUpdate.PlusTransform ? graph.Add(v, attended) : attended;
        return model.Transform is null ? updated : graph.Product(updated, graph.Matrix(model.Transform));
    }

    /// <summary>A row of each triple; without any, one of zeros.</summary>
    private string Table(string name, VectorOf vector)
    {
        int rows = Math.Max(1, triples.Count);
        float[] table = new float[checked(rows * _dim)];
        for (int triple = 0; triple < triples.Count; triple++) vector(triple).CopyTo(table.AsSpan(triple * _dim));
        return graph.Constant<float>(name, table, rows, _dim);
    }

    private delegate ReadOnlySpan<float> VectorOf(int triple);
}
