using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// A similarity s of two vectors that is made of a sum over their elements; ds/da = Factor(s) Derivative(a, b), ds/db =
/// Factor(s) Derivative(b, a).
/// </summary>
internal interface ISimilarity
{
    /// <summary>The sum, with the elements a and b added.</summary>
    static abstract TV Add<T, TV>(TV a, TV b, TV sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;

    /// <summary>s, from the sum.</summary>
    static abstract TV End<T, TV>(TV sum)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;

    /// <summary>The part of the derivative that all elements share.</summary>
    static abstract TV Factor<T, TV>(TV s)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;

    /// <summary>An element's own part.</summary>
    static abstract TV Derivative<T, TV>(TV a, TV b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>;
}

/// <summary>s = sum of a b.</summary>
internal readonly struct InnerSimilarity : ISimilarity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Add<T, TV>(TV a, TV b, TV sum) => TV.MultiplyAdd(a, b, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.End<T, TV>(TV sum) => sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Factor<T, TV>(TV s) => TV.Create(T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Derivative<T, TV>(TV a, TV b) => b;
}

/// <summary>s = -sum of |a - b|.</summary>
internal readonly struct L1Similarity : ISimilarity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Add<T, TV>(TV a, TV b, TV sum) => sum + TV.Abs(a - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.End<T, TV>(TV sum) => TV.Create(T.Zero) - sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Factor<T, TV>(TV s) => TV.Create(T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Derivative<T, TV>(TV a, TV b)
    {
        TV one = TV.Create(T.One);
        return TV.WherePositive(b - a, one) - TV.WherePositive(a - b, one);
    }
}

/// <summary>s = -√(sum of (a - b)²).</summary>
internal readonly struct L2Similarity : ISimilarity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Add<T, TV>(TV a, TV b, TV sum)
    {
        TV difference = a - b;
        return TV.MultiplyAdd(difference, difference, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.End<T, TV>(TV sum) => TV.Create(T.Zero) - TV.Sqrt(sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Factor<T, TV>(TV s)
    {
        TV distance = TV.Create(T.Zero) - s;
        return TV.WherePositive(distance, TV.Create(T.One) / distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Derivative<T, TV>(TV a, TV b) => b - a;
}

/// <summary>s = -sum of (a - b)².</summary>
internal readonly struct SquaredL2Similarity : ISimilarity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Add<T, TV>(TV a, TV b, TV sum)
    {
        TV difference = a - b;
        return TV.MultiplyAdd(difference, difference, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.End<T, TV>(TV sum) => TV.Create(T.Zero) - sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Factor<T, TV>(TV s) => TV.Create(T.One + T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TV ISimilarity.Derivative<T, TV>(TV a, TV b) => b - a;
}
