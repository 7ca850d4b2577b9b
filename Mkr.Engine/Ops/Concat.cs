using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Ops;

/// <summary>
/// Puts the features of several variables one after the other: y = [x1; x2; ...]. Backward splits the gradient again; an input without one
/// gets none, and where such come last, ops need not compute it.
/// </summary>
/// <remarks>
/// Where an input's features fill whole blocks of four and start at one, the input becomes a part of y in memory, and nothing is copied; so
/// does its gradient, if this op is the first in the backward pass to write it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Concat<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FeatureBlock = 4;

    private readonly bool[] _isPart;

    /// <summary>Records the op.</summary>
    public Concat(Tape<T> tape, params Variable<T>[] inputs)
        : base(tape, "concat", inputs)
    {
        _isPart = new bool[inputs.Length];
        Output = tape.Variable("[" + string.Join("; ", inputs.Select(x => x.Name)) + "]", inputs.Sum(x => x.Features));
        Output.GradientFeatures = inputs.Reverse().SkipWhile(x => !x.RequiresGradient).Sum(x => x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        int feature = 0;
        for (int input = 0; input < _isPart.Length; feature += Inputs[input++].Features)
        {
            if (_isPart[input]) continue;
            Variable<T> x = Inputs[input];
            for (int j = 0; j < x.Features; j++)
                x.Value[j].CopyTo(Output.Value[feature + j]);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        int feature = 0;
        for (int input = 0; input < _isPart.Length; feature += Inputs[input++].Features)
        {
            if (!Inputs[input].RequiresGradient || (_isPart[input] && !Adds(input))) continue;
            LaneMatrix<T> gradX = Inputs[input].Gradient, gradY = Output.Gradient;
            for (int j = 0; j < gradX.Features; j++)
            {
                if (Adds(input)) TensorPrimitives.Add(gradX[j], gradY[feature + j], gradX[j]);
                else gradY[feature + j].CopyTo(gradX[j]);
            }
        }
    }

    internal override void Complete()
    {
        int feature = 0;
        for (int input = 0; input < _isPart.Length; feature += Inputs[input++].Features)
            _isPart[input] = feature % FeatureBlock == 0 && Inputs[input].TryBecomePart(Output, feature, withGradient: !Adds(input));
    }
}
