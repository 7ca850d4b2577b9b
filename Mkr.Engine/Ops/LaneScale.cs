using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Ops;

/// <summary>y = s x, with a number s of each example that no gradient flows into. Backward: gradX = s gradY.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LaneScale<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _scale;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x, any number of features.</param>
    /// <param name="scale">s, one feature.</param>
    /// <exception cref="ArgumentException">s has several features, or a gradient.</exception>
    public LaneScale(Tape<T> tape, Variable<T> x, Variable<T> scale)
        : base(tape, "lane scale", x)
    {
        Guard.SameSize(Name, scale.Name, scale.Features, "a scale", 1);
        if (scale.RequiresGradient)
        {
            throw new ArgumentException(
                $"{Name}: no gradient would flow into {scale.Name}: give numbers of a {nameof(BatchInput<>)}.", nameof(scale));
        }

        _scale = scale;
        Output = tape.Variable($"scaled {x.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> x = Inputs[0].Value, y = Output.Value;
        ReadOnlySpan<T> scale = _scale.Value[0];
        for (int j = 0; j < y.Features; j++) TensorPrimitives.Multiply(x[j], scale, y[j]);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradX = Inputs[0].Gradient, gradY = Output.Gradient;
        ReadOnlySpan<T> scale = _scale.Value[0];
        for (int j = 0; j < gradY.Features; j++)
        {
            if (Adds(0)) TensorPrimitives.MultiplyAdd(gradY[j], scale, gradX[j], gradX[j]);
            else TensorPrimitives.Multiply(gradY[j], scale, gradX[j]);
        }
    }
}
