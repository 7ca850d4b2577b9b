using System.Numerics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>A function of one number, y = f(x), with its derivative in terms of y.</summary>
public interface IElementwiseFunction
{
    /// <summary>f(x), lane by lane.</summary>
    internal static abstract TV Value<T, TV>(TV x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;

    /// <summary>gradY f'(x), lane by lane, from y = f(x).</summary>
    internal static abstract TV Gradient<T, TV>(TV y, TV gradY)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;
}
