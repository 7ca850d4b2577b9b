using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>y = a · b, one feature. Backward: gradA = gradY b, gradB = gradY a.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class InnerProduct<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;

    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public InnerProduct(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "inner product", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _a = a;
        _b = b;
        Output = tape.Variable(a.Name + "·" + b.Name, 1);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => InnerProductKernel.Forward(ref _a.Start, ref _b.Start, _a.Features, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => InnerProductKernel.Backward(
        ref _a.Start, ref _b.Start, _a.Features, ref Output.GradientStart, T.One, T.Zero, T.Zero, ref _a.GradientStart, Adds(0),
        ref _b.GradientStart, Adds(1), Output.Shape);
}
