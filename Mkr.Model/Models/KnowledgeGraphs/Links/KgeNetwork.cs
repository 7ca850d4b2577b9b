using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Export.Onnx;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A model's function of triples as an ONNX graph: the similarity of query(h, r) and key(t, r).</summary>
/// <param name="model">The model.</param>
/// <param name="graph">The graph.</param>
internal sealed class KgeNetwork(KgeModel<float> model, OnnxGraph graph)
{
    private readonly int _dim = model.Options.Dim;

    /// <summary>The scores of triples, float [N]; higher is more plausible.</summary>
    public string Score(string head, string relation, string tail)
    {
        string h = Rows(model.Entities, head), t = Rows(model.Entities, tail);
        string Of(int table) => Rows(model.Function.Tables[table], relation);
        return model.Function switch
        {
            TransE<float> => Compare(graph.Add(h, Of(0)), t),
            TransH<float> => Compare(graph.Add(ToHyperplane(h, Of(1)), Of(0)), ToHyperplane(t, Of(1))),
            TransR<float> transR => Compare(graph.Add(ToSpace(transR, h, relation), Of(0)), ToSpace(transR, t, relation)),
            Rescal<float> => Compare(Transform(h, Of(0), _dim), t),
            Analogy<float> => Compare(Complex(h, Of(0)), t),
            HolE<float> => Compare(Convolve(h, Of(0)), t),
            _ => throw new NotSupportedException($"{model.Function.GetType().Name} has no counterpart in ONNX here."),
        };
    }

    private string Rows(Table<float> table, string numbers) => graph.Apply("Gather", graph.Matrix(table), numbers);

    private string Compare(string query, string key)
    {
        if (model.Function.Similarity == Similarity.InnerProduct) return graph.Dot(query, key);
        string difference = graph.Apply("Sub", query, key);
        if (model.Function.Similarity == Similarity.L1) return graph.Apply("Neg", graph.Sum(graph.Apply("Abs", difference), 1));
        string square = graph.Dot(difference, difference);
        return graph.Apply("Neg", model.Function.Similarity == Similarity.L2 ? graph.Apply("Sqrt", square) : square);
    }

    /// <summary>x - (n · x) n / |n|².</summary>
    private string ToHyperplane(string x, string normal)
    {
        string share = graph.Apply("Div", graph.Dot(normal, x), graph.Dot(normal, normal));
        return graph.Apply("Sub", x, graph.Multiply(graph.Unsqueeze(share, 1), normal));
    }

    /// <summary>x M, perhaps cut to length 1.</summary>
    private string ToSpace(TransR<float> function, string x, string relation)
    {
        int columns = function.Projections.Columns / _dim;
        string y = Transform(x, Rows(function.Projections, relation), columns);
        if (!function.ClampProjected) return y;
        string length = graph.Apply("Sqrt", graph.Dot(y, y));
        return graph.Apply("Div", y, graph.Unsqueeze(graph.Apply("Max", length, graph.Constant<float>("one", [1])), 1));
    }

    /// <summary>x M, with M [N x d k].</summary>
    private string Transform(string x, string matrices, int columns) => graph.Reshape(
        graph.Product(graph.Unsqueeze(x, 1), graph.Reshape(matrices, -1, _dim, columns)), -1, columns);

    /// <summary>Scalars are multiplied, and so are complex numbers, a + ib and p + iq: (a p - b q) + i (a q + b p).</summary>
    private string Complex(string x, string r)
    {
        int half = _dim / 2, quarter = _dim / 4;
        (string p, string q) = (Part(x, half, quarter), Part(x, half + quarter, quarter));
        (string a, string b) = (Part(r, half, quarter), Part(r, half + quarter, quarter));
        return graph.Concat(
            graph.Multiply(Part(x, 0, half), Part(r, 0, half)),
            graph.Apply("Sub", graph.Multiply(a, p), graph.Multiply(b, q)),
            graph.Add(graph.Multiply(a, q), graph.Multiply(b, p)));
    }

    /// <summary>y_i = sum over j of r_j x_(i - j), indices modulo d.</summary>
    private string Convolve(string x, string r)
    {
        long[] turned = [.. from i in Enumerable.Range(0, _dim) from j in Enumerable.Range(0, _dim) select (long)((i - j + _dim) % _dim)];
        return graph.DotEach(r, graph.Apply("Gather", [x, graph.Constant<long>("turned", turned, _dim, _dim)], "axis", 1));
    }

    /// <summary>Some features.</summary>
    private string Part(string x, int first, int count) => graph.Apply(
        "Gather", [x, graph.Constant<long>("features", [.. Enumerable.Range(first, count).Select(i => (long)i)], count)], "axis", 1);
}
