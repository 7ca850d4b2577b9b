using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mkr.Engine.Simd;

/// <summary>128 bits of lanes; see <see cref="ISimd{TSelf, T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct Simd128<T> : ISimd<Simd128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd128(Vector128<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nint offset) => new(Vector128.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> value, ref T destination, nint offset) => value._value.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> x, Simd128<T> y) => new(x._value + y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> x, Simd128<T> y) => new(x._value - y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> x, Simd128<T> y) => new(x._value * y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> x, Simd128<T> y) => new(x._value / y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MultiplyAdd(Simd128<T> x, Simd128<T> y, Simd128<T> z) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> x, Simd128<T> y) => new(Vector128.MaxNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> x, Simd128<T> y) => new(Vector128.MinNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Round(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ScaleByPowerOfTwo(Simd128<T> x, Simd128<T> n) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() + (Vector128.ConvertToInt32(n._value.AsSingle()) << 23)).As<int, T>())
        : new((x._value.AsInt64() + (Vector128.ConvertToInt64(n._value.AsDouble()) << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> x) => new(Vector128.Abs(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> x) => new(Vector128.Sqrt(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Exp(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Exponential.Of(new Simd128<float>(x._value.AsSingle()))._value.As<float, T>())
        : new(Vector128.Exp(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Log(Simd128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector128.Log(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> WherePositive(Simd128<T> gate, Simd128<T> value) =>
        new(value._value & Vector128.GreaterThan(gate._value, Vector128<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNonZero(Simd128<T> x) => !Vector128.EqualsAll(x._value, Vector128<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd128<T> x) => Vector128.Sum(x._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd128<T> a, Simd128<T> b, Simd128<T> c, Simd128<T> d, ref T destination, nint offset)
    {
        ref T place = ref Unsafe.Add(ref destination, offset);
        (place, Unsafe.Add(ref place, 1)) = (Sum(a), Sum(b));
        (Unsafe.Add(ref place, 2), Unsafe.Add(ref place, 3)) = (Sum(c), Sum(d));
    }
}
