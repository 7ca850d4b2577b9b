using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Export.Onnx;

/// <summary>Writes the ops that a tape has recorded as nodes of a graph: a variable of d features is a value [N x d].</summary>
/// <param name="graph">Receives the nodes.</param>
internal sealed class TapeExport(OnnxGraph graph)
{
    private readonly Dictionary<Variable<float>, string> _values = [];

    /// <summary>Says which value a variable has that no op of the tape writes.</summary>
    public void Set(Variable<float> variable, string value) => _values[variable] = value;

    /// <summary>Writes all ops, in order.</summary>
    /// <returns>The value of <paramref name="result"/>.</returns>
    /// <exception cref="NotSupportedException">An op has no counterpart here.</exception>
    public string Write(Tape<float> tape, Variable<float> result)
    {
        foreach (Op<float> op in tape.Ops) Write(op);
        return _values[result];
    }

    private void Write(Op<float> op)
    {
        switch (op)
        {
            case Dense<float> dense: _values[dense.Output] = Write(dense); break;
            case Concat<float> concat: _values[concat.Output] = graph.Concat([.. concat.Inputs.Select(x => _values[x])]); break;
            case Add<float> add: _values[add.Output] = graph.Add(X(op, 0), X(op, 1)); break;
            case InnerProduct<float> dot: _values[dot.Output] = graph.Reshape(graph.Dot(X(op, 0), X(op, 1)), -1, 1); break;
            case OuterProduct<float> outer: _values[outer.Output] = Write(outer); break;
            case PatchConvolution<float> patches: _values[patches.Output] = Write(patches); break;
            case CrossCompress<float> unit: Write(unit); break;
            case CrossStitch<float> unit: Write(unit); break;
            case CrossNetwork<float> layer: _values[layer.Output] = Write(layer); break;
            default: throw new NotSupportedException($"The op '{op.Name}' has no counterpart in ONNX here.");
        }
    }

    private string X(Op<float> op, int input) => _values[op.Inputs[input]];

    private string Write(Dense<float> dense)
    {
        string linear = graph.Add(graph.Product(X(dense, 0), graph.Matrix(dense.Weight)), graph.Matrix(dense.Bias));
        return dense.Activation == Activation.Identity ? linear : graph.Apply(dense.Activation.ToString(), linear);
    }

    /// <summary>Feature i d + j is a_i b_j.</summary>
    private string Write(OuterProduct<float> outer) => graph.Reshape(
        graph.Multiply(graph.Unsqueeze(X(outer, 0), 2), graph.Unsqueeze(X(outer, 1), 1)), -1, outer.Output.Features);

    /// <summary>v' = v (e·wVV) + e (v·wEV) + bV, and e' = v (e·wVE) + e (v·wEE) + bE.</summary>
    private void Write(CrossCompress<float> unit)
    {
        CrossWeights<float> w = unit.Weights;
        if (unit.Computed.HasFlag(CrossOutputs.Item)) _values[unit.Item] = Compress(w.VV, w.EV, w.BiasV);
        if (unit.Computed.HasFlag(CrossOutputs.Entity)) _values[unit.Entity] = Compress(w.VE, w.EE, w.BiasE);

        string Compress(Weight<float> alongE, Weight<float> alongV, Weight<float> bias)
        {
            (string v, string e) = (X(unit, 0), X(unit, 1));
            string fromV = graph.Multiply(v, graph.Product(e, graph.Matrix(alongE)));
            string fromE = graph.Multiply(e, graph.Product(v, graph.Matrix(alongV)));
            return graph.Add(graph.Add(fromV, fromE), graph.Matrix(bias));
        }
    }

    /// <summary>v' = aVV v + aEV e, and e' = aVE v + aEE e.</summary>
    private void Write(CrossStitch<float> unit)
    {
        if (unit.Computed.HasFlag(CrossOutputs.Item)) _values[unit.Item] = Mix(0);
        if (unit.Computed.HasFlag(CrossOutputs.Entity)) _values[unit.Entity] = Mix(2);

        string Mix(int first) => graph.Add(
            graph.Multiply(X(unit, 0), graph.Constant<float>("stitch", [unit.Scalars[first, 0]])),
            graph.Multiply(X(unit, 1), graph.Constant<float>("stitch", [unit.Scalars[first + 1, 0]])));
    }

    /// <summary>y = partner (x · w) + x + b.</summary>
    private string Write(CrossNetwork<float> layer)
    {
        string crossed = graph.Multiply(X(layer, 1), graph.Product(X(layer, 0), graph.Matrix(layer.Weight)));
        return graph.Add(graph.Add(crossed, X(layer, 0)), graph.Reshape(graph.Matrix(layer.Bias), 1, -1));
    }

    /// <summary>A convolution of pictures whose channels come last, which ONNX has first; an odd edge is filled up with 0.</summary>
    private string Write(PatchConvolution<float> op)
    {
        int size = op.Size, channels = op.Weight.Rows / 4, outputs = op.Weight.Columns;
        float[] kernel = new float[op.Weight.Count];
        for (int k = 0; k < outputs; k++)
            for (int c = 0; c < channels; c++)
                for (int tap = 0; tap < 4; tap++) kernel[(((k * channels) + c) * 4) + tap] = op.Weight[(tap * channels) + c, k];
        string pictures = graph.Apply("Transpose", [graph.Reshape(X(op, 0), -1, size, size, channels)], ("perm", [0, 3, 1, 2]));
        string convolved = graph.Apply(
            "Conv",
            [pictures, graph.Constant<float>(op.Weight.Name, kernel, outputs, channels, 2, 2), graph.Reshape(graph.Matrix(op.Bias), -1)],
            ("strides", [2, 2]), ("pads", [0, 0, size % 2, size % 2]));
        string last = graph.Apply("Transpose", [graph.Apply("Relu", convolved)], ("perm", [0, 2, 3, 1]));
        return graph.Reshape(last, -1, op.Output.Features);
    }
}
