using Mkr.Engine;

namespace Mkr.Model.Export.Onnx;

/// <summary>What scorers are made of. Vectors are [N x d], sets of them [N x M x d], scores [N].</summary>
internal static class OnnxMath
{
    // Far below any logit, and no infinity: the softmax of a set without members is to be a number.
    private const float Never = -1e30f;

    /// <summary>The rows of a table.</summary>
    public static string Rows(this OnnxGraph graph, string name, ReadOnlySpan<float> table, int columns, string indices) =>
        graph.Apply("Gather", graph.Constant(name, table, table.Length / columns, columns), indices);

    /// <summary>A number of each index.</summary>
    public static string Numbers(this OnnxGraph graph, string name, ReadOnlySpan<float> table, string indices) =>
        graph.Apply("Gather", graph.Constant(name, table, table.Length), indices);

    /// <summary>A parameter as a constant [rows x columns].</summary>
    public static string Matrix(this OnnxGraph graph, Parameter<float> parameter)
    {
        float[] values = new float[parameter.Count];
        parameter.CopyTo(values);
        return graph.Constant<float>(parameter.Name, values, parameter.Rows, parameter.Columns);
    }

    /// <summary>a + b; of shapes that differ the one is repeated, as NumPy does.</summary>
    public static string Add(this OnnxGraph graph, string a, string b) => graph.Apply("Add", a, b);

    /// <summary>a b, element by element.</summary>
    public static string Multiply(this OnnxGraph graph, string a, string b) => graph.Apply("Mul", a, b);

    /// <summary>The matrix product a b.</summary>
    public static string Product(this OnnxGraph graph, string a, string b) => graph.Apply("MatMul", a, b);

    /// <summary>The inner products [N] of vectors.</summary>
    public static string Dot(this OnnxGraph graph, string a, string b) => graph.Sum(graph.Multiply(a, b), 1);

    /// <summary>The sum over a dimension, which is gone afterwards.</summary>
    public static string Sum(this OnnxGraph graph, string x, int axis) =>
        graph.Apply("ReduceSum", [x, graph.Constant<long>("axis", [axis], 1)], "keepdims", 0);

    /// <summary>The largest number [N] of each row.</summary>
    public static string Largest(this OnnxGraph graph, string x) =>
        graph.Reshape(graph.Apply("ReduceMax", [x], ("axes", [1])), -1);

    /// <summary>The same numbers in another shape; -1 is what is left.</summary>
    public static string Reshape(this OnnxGraph graph, string x, params ReadOnlySpan<long> shape) =>
        graph.Apply("Reshape", x, graph.Constant("shape", shape, shape.Length));

    /// <summary>A dimension of length 1 more.</summary>
    public static string Unsqueeze(this OnnxGraph graph, string x, int axis) =>
        graph.Apply("Unsqueeze", x, graph.Constant<long>("axis", [axis], 1));

    /// <summary>The same numbers in another type.</summary>
    public static string Cast(this OnnxGraph graph, string x, int type) => graph.Apply("Cast", [x], "to", type);

    /// <summary>The vectors of each example behind each other.</summary>
    public static string Concat(this OnnxGraph graph, params ReadOnlySpan<string> vectors) => graph.Apply("Concat", vectors, "axis", 1);

    /// <summary>
    /// The softmax over the members of each example's set, 0 for what fills it up.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="logits">[N x M].</param>
    /// <param name="isMember">[N x M], 1 or 0.</param>
    public static string Softmax(this OnnxGraph graph, string logits, string isMember)
    {
        string isNone = graph.Apply("Sub", graph.Constant<float>("one", [1]), isMember);
        string shifted = graph.Add(logits, graph.Multiply(isNone, graph.Constant<float>("never", [Never])));
        return graph.Multiply(graph.Apply("Softmax", [shifted], "axis", 1), isMember);
    }

    /// <summary>The weighted sum [N x d] of sets [N x M x d], with weights [N x M].</summary>
    public static string WeightedSum(this OnnxGraph graph, string weights, string sets) =>
        graph.Sum(graph.Multiply(graph.Unsqueeze(weights, 2), sets), 1);

    /// <summary>The inner products [N x M] of a vector and those of a set.</summary>
    public static string DotEach(this OnnxGraph graph, string vector, string sets) =>
        graph.Sum(graph.Multiply(graph.Unsqueeze(vector, 1), sets), 2);
}
