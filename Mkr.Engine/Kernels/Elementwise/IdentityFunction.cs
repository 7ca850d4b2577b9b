using System.Runtime.CompilerServices;

namespace Mkr.Engine.Kernels;

/// <summary>y = x.</summary>
internal readonly struct IdentityFunction : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Value<T, TV>(TV x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV IElementwiseFunction.Gradient<T, TV>(TV y, TV gradY) => gradY;
}
