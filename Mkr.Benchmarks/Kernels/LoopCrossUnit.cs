using Mkr.Benchmarks.Loops;

namespace Mkr.Benchmarks.Kernels;

/// <summary>A cross&amp;compress unit in plain loops, over the examples of a <see cref="CrossTape"/>.</summary>
internal sealed class LoopCrossUnit
{
    private readonly int _d;
    private readonly LoopParameter<float>[] _weights;
    private readonly LoopCross<float>[] _sides;
    private readonly float[][] _inputs;
    private readonly float[][] _outputGradients;
    private readonly float[][] _outputs;
    private readonly float[][] _inputGradients;

    /// <summary>The same numbers as <paramref name="source"/>'s.</summary>
    public LoopCrossUnit(CrossTape source)
    {
        _d = source.Weights.VV.Count;
        _weights = [.. source.Weights.All.Select(weight => new LoopParameter<float>(weight))];
        _sides = [new(_weights[0], _weights[1], _weights[4]), new(_weights[2], _weights[3], _weights[5])];
        _inputs = source.Inputs;
        _outputGradients = source.OutputGradients;
        _outputs = [.. _inputs.Select(input => new float[input.Length])];
        _inputGradients = [.. _inputs.Select(input => new float[input.Length])];
    }

    public void Forward(int batch)
    {
        for (int i = 0; i < batch; i++)
            ForwardExample(i * _d % _inputs[0].Length);
    }

    public void ForwardBackward(int batch)
    {
        foreach (LoopParameter<float> weight in _weights)
            weight.Clear();
        for (int i = 0; i < batch; i++)
        {
            ForwardExample(i * _d % _inputs[0].Length);
            BackwardExample(i * _d % _inputs[0].Length);
        }
    }

    /// <summary>What <see cref="CrossTape.Numbers"/> has.</summary>
    public float[] Numbers()
    {
        ForwardBackward(_inputs[0].Length / _d);
        return [.. _outputs.SelectMany(x => x), .. _inputGradients.SelectMany(x => x), .. _weights.SelectMany(weight => weight.Gradient)];
    }

    private void ForwardExample(int start)
    {
        for (int side = 0; side < 2; side++)
            _sides[side].Forward(_inputs[0].AsSpan(start, _d), _inputs[1].AsSpan(start, _d), _outputs[side].AsSpan(start, _d));
    }

    private void BackwardExample(int start)
    {
        Span<float> gradV = _inputGradients[0].AsSpan(start, _d), gradE = _inputGradients[1].AsSpan(start, _d);
        gradV.Clear();
        gradE.Clear();
        for (int side = 0; side < 2; side++)
            _sides[side].Backward(_inputs[0].AsSpan(start, _d), _inputs[1].AsSpan(start, _d), _outputGradients[side].AsSpan(start, _d),
                gradV, gradE);
    }
}
