using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>y = 1 / (1 + exp(-x)), element by element.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="tape">The tape.</param>
/// <param name="x">x.</param>
public sealed class Sigmoid<T>(Tape<T> tape, Variable<T> x) : Elementwise<T, SigmoidFunction>(tape, "sigmoid", x)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>y = 1 / (1 + exp(-x)); the gradient is gradY y (1 - y).</summary>
public readonly struct SigmoidFunction : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Value<T, TV>(TV x) => TV.Create(T.One) / (TV.Create(T.One) + TV.Exp(TV.Create(T.Zero) - x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Gradient<T, TV>(TV y, TV gradY) => gradY * y * (TV.Create(T.One) - y);
}
