using System.Numerics;

namespace Mkr.Engine.Simd;

/// <summary>
/// A vector of lanes, the number type of every kernel. A kernel is written once over <typeparamref name="TSelf"/> and compiled for 512, 256
/// and 128 bits; see <see cref="Simd512{T}"/>, <see cref="Simd256{T}"/> and <see cref="Simd128{T}"/>.
/// </summary>
/// <typeparam name="TSelf">The implementing vector.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TSelf Create(T value);

    /// <summary>Reads the lanes that start <paramref name="offset"/> elements after <paramref name="source"/>.</summary>
    static abstract TSelf Load(ref readonly T source, nint offset);

    /// <summary>Writes the lanes to where <paramref name="offset"/> elements after <paramref name="destination"/> begin.</summary>
    static abstract void Store(TSelf value, ref T destination, nint offset);

    /// <summary>x + y, lane by lane.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x - y, lane by lane.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x y, lane by lane.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x / y, lane by lane.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>x y + z, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The larger of x and y, lane by lane; NaN where x is NaN.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The smaller of x and y, lane by lane; NaN where x is NaN.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>The nearest whole number, lane by lane; the even one of two.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>x 2^n, lane by lane, for whole n with which the result is a normal number.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf x, TSelf n);

    /// <summary>|x|, lane by lane.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>The square root, lane by lane, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>e to the power x, lane by lane.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>The natural logarithm, lane by lane.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary><paramref name="value"/> in the lanes where <paramref name="gate"/> is above 0, and 0 in the others.</summary>
    static abstract TSelf WherePositive(TSelf gate, TSelf value);

    /// <summary>Whether any lane differs from 0.</summary>
    static abstract bool AnyNonZero(TSelf x);

    /// <summary>The sum of the lanes.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>Writes the sums of the lanes of four vectors, one after the other; each is what <see cref="Sum"/> gives.</summary>
    static abstract void StoreSums(TSelf a, TSelf b, TSelf c, TSelf d, ref T destination, nint offset);
}
