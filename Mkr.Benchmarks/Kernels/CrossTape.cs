using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// A tape with nothing but a cross&amp;compress unit: its inputs and its outputs' gradients are random and stay as they are.
/// </summary>
internal sealed class CrossTape
{
    private readonly Op<float> _unit;

    public CrossTape(int dim, int batch, Func<Tape<float>, Variable<float>, Variable<float>, CrossWeights<float>, Op<float>> record)
    {
        var random = new SeededRandom(1);
        Weights = CrossWeights<float>.Create(new ParameterSet<float>(), string.Empty, dim);
        foreach (Weight<float> weight in Weights.All)
            new Normal(1).Fill(weight, random);
        Tape = new Tape<float>(batch);
        _unit = record(Tape, Tape.Variable("v", dim), Tape.Variable("e", dim), Weights);
        Tape.Forward(Math.Min(batch, Tape.Shape.Capacity));
        foreach (Variable<float> input in _unit.Inputs)
            LaneRows.Fill(input.Value, random);
        foreach (Variable<float> output in _unit.Outputs)
            LaneRows.Fill(output.Gradient, random);
    }

    public Tape<float> Tape { get; }

    public CrossWeights<float> Weights { get; }

    /// <summary>v and e of the tile's examples, a row each.</summary>
    public float[][] Inputs => [.. _unit.Inputs.Select(input => LaneRows.Of(input.Value))];

    /// <summary>The gradients of v' and e', a row each.</summary>
    public float[][] OutputGradients => [.. _unit.Outputs.Select(output => LaneRows.Of(output.Gradient))];

    /// <summary>
    /// Everything that a step on one tile computes: v', e', their gradients' way back to v and e, and the six weights' gradients.
    /// </summary>
    public float[] Numbers()
    {
        Tape.ForwardBackward(Tape.Shape.Lanes);
        return
        [
            .. _unit.Outputs.SelectMany(output => LaneRows.Of(output.Value)),
            .. _unit.Inputs.SelectMany(input => LaneRows.Of(input.Gradient)),
            .. Tape.Weights.Gradients.SelectMany(gradient => gradient.Values.ToArray()),
        ];
    }
}
