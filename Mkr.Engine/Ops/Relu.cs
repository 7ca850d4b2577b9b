using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>y = max(x, 0), element by element.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="tape">The tape.</param>
/// <param name="x">x.</param>
public sealed class Relu<T>(Tape<T> tape, Variable<T> x) : Elementwise<T, ReluFunction>(tape, "relu", x)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>y = max(x, 0); the gradient is gradY where y &gt; 0, else 0.</summary>
public readonly struct ReluFunction : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Value<T, TV>(TV x) => TV.Max(x, TV.Create(T.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Gradient<T, TV>(TV y, TV gradY) => TV.WherePositive(y, gradY);
}
