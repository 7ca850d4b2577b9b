using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = a bᵀ as d x d features, row-major: feature i d + j is a_i b_j. Backward: gradA = G b and gradB = Gᵀ a with G = gradY.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class OuterProduct<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;

    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public OuterProduct(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "outer product", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _a = a;
        _b = b;
        Output = tape.Variable($"{a.Name} x {b.Name}", checked(a.Features * a.Features));
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() =>
        OuterProductKernel.Forward(ref _a.Start, ref _b.Start, _a.Features, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward()
    {
        OuterProductKernel.Backward(ref _b.Start, _a.Features, ref Output.GradientStart, _a.Features, 1, ref _a.GradientStart, Adds(0),
            Output.Shape);
        OuterProductKernel.Backward(ref _a.Start, _a.Features, ref Output.GradientStart, 1, _a.Features, ref _b.GradientStart, Adds(1),
            Output.Shape);
    }
}
