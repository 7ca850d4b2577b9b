using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Ops;

/// <summary>s = -|a - b|², one feature. Backward, with g = gradS: gradA = -2 g (a - b) and gradB = 2 g (a - b).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NegativeSquaredDistance<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _difference;

    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public NegativeSquaredDistance(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "negative squared distance", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _difference = tape.Variable($"{a.Name} - {b.Name}", a.Features, requiresGradient: false);
        Output = tape.Variable($"-|{a.Name} - {b.Name}|²", 1);
        Outputs = [Output];
    }

    /// <summary>s.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> a = Inputs[0].Value, b = Inputs[1].Value, difference = _difference.Value;
        Span<T> s = Output.Value[0];
        s.Clear();
        for (int j = 0; j < difference.Features; j++)
        {
            TensorPrimitives.Subtract(a[j], b[j], difference[j]);
            TensorPrimitives.MultiplyAdd(difference[j], difference[j], s, s);
        }

        TensorPrimitives.Negate(s, s);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        Span<T> g = Output.Gradient[0];
        LaneMatrix<T> difference = _difference.Value, gradA = Inputs[0].Gradient, gradB = Inputs[1].Gradient;
        TensorPrimitives.Multiply(g, T.CreateChecked(2), g);
        for (int j = 0; j < difference.Features; j++)
        {
            Span<T> step = difference[j], a = gradA[j], b = gradB[j];
            TensorPrimitives.Multiply(step, g, step);
            if (Adds(1)) TensorPrimitives.Add(b, step, b);
            else step.CopyTo(b);
            if (Adds(0)) TensorPrimitives.Subtract(a, step, a);
            else TensorPrimitives.Negate(step, a);
        }
    }
}
