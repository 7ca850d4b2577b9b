using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>y = tanh(x) = 1 - 2 / (exp(2 x) + 1), element by element.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="tape">The tape.</param>
/// <param name="x">x.</param>
public sealed class Tanh<T>(Tape<T> tape, Variable<T> x) : Elementwise<T, TanhFunction>(tape, "tanh", x)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>y = tanh(x) = 1 - 2 / (exp(2 x) + 1); the gradient is gradY (1 - y²).</summary>
public readonly struct TanhFunction : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Value<T, TV>(TV x) => TV.Create(T.One) - (TV.Create(T.One + T.One) / (TV.Exp(x + x) + TV.Create(T.One)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Gradient<T, TV>(TV y, TV gradY) => gradY * (TV.Create(T.One) - (y * y));
}
