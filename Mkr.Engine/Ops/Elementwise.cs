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
    private protected Elementwise(Tape<T> tape, string name, Variable<T> x)
        : base(tape, name, x)
    {
        Output = tape.Variable($"{name}({x.Name})", x.Features);
        Outputs = [Output];
    }

    /// <summary>y, of x's shape.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => ElementwiseKernel.Forward<T, TFunction>(Inputs[0].Value, Output.Value);

    /// <inheritdoc/>
    public override void Backward() => ElementwiseKernel.Backward<T, TFunction>(Output.Value, Output.Gradient, Inputs[0].Gradient, Adds(0));
}
