using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>y = f(x), element by element: the base of the ops that have no parameters.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TFunction">f.</typeparam>
public abstract class Elementwise<T, TFunction> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IElementwiseFunction
{
    private readonly Variable<T> _x;

    private protected Elementwise(Tape<T> tape, string name, Variable<T> x)
        : base(tape, name, x)
    {
        _x = x;
        Output = tape.Variable($"{name}({x.Name})", x.Features);
        Outputs = [Output];
    }

    /// <summary>y, of x's shape.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => ElementwiseKernel.Forward<T, TFunction>(ref _x.Start, ref Output.Start, _x.Features, _x.Shape);

    /// <inheritdoc/>
    public override void Backward() => ElementwiseKernel.Backward<T, TFunction>(
        ref Output.Start, ref Output.GradientStart, ref _x.GradientStart, _x.Features, Adds(0), _x.Shape);
}
