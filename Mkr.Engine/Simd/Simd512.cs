using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mkr.Engine.Simd;

/// <summary>512 bits of lanes; see <see cref="ISimd{TSelf, T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct Simd512<T> : ISimd<Simd512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd512(Vector512<T> value) => _value = value;

    /// <summary>The vector.</summary>
    internal Vector512<T> Value => _value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source, nint offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> value, ref T destination, nint offset) => value._value.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> x, Simd512<T> y) => new(x._value + y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> x, Simd512<T> y) => new(x._value - y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> x, Simd512<T> y) => new(x._value * y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> x, Simd512<T> y) => new(x._value / y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MultiplyAdd(Simd512<T> x, Simd512<T> y, Simd512<T> z) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> x, Simd512<T> y) => new(Vector512.MaxNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> x, Simd512<T> y) => new(Vector512.MinNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Round(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ScaleByPowerOfTwo(Simd512<T> x, Simd512<T> n) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() + (Vector512.ConvertToInt32(n._value.AsSingle()) << 23)).As<int, T>())
        : new((x._value.AsInt64() + (Vector512.ConvertToInt64(n._value.AsDouble()) << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> x) => new(Vector512.Abs(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> x) => new(Vector512.Sqrt(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Exp(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Exponential.Of(new Simd512<float>(x._value.AsSingle()))._value.As<float, T>())
        : new(Vector512.Exp(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Log(Simd512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector512.Log(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> WherePositive(Simd512<T> gate, Simd512<T> value) =>
        new(value._value & Vector512.GreaterThan(gate._value, Vector512<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNonZero(Simd512<T> x) => !Vector512.EqualsAll(x._value, Vector512<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd512<T> x) => Vector512.Sum(x._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd512<T> a, Simd512<T> b, Simd512<T> c, Simd512<T> d, ref T destination, nint offset)
    {
        ref T place = ref Unsafe.Add(ref destination, offset);
        (place, Unsafe.Add(ref place, 1)) = (Sum(a), Sum(b));
        (Unsafe.Add(ref place, 2), Unsafe.Add(ref place, 3)) = (Sum(c), Sum(d));
    }
}
