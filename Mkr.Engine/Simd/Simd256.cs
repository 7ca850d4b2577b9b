using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Simd;

/// <summary>256 bits of lanes; see <see cref="ISimd{TSelf, T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct Simd256<T> : ISimd<Simd256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd256(Vector256<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Create(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source, nint offset) => new(Vector256.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> value, ref T destination, nint offset) => value._value.StoreUnsafe(ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> x, Simd256<T> y) => new(x._value + y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> x, Simd256<T> y) => new(x._value - y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> x, Simd256<T> y) => new(x._value * y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> x, Simd256<T> y) => new(x._value / y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> MultiplyAdd(Simd256<T> x, Simd256<T> y, Simd256<T> z) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(x._value.AsSingle(), y._value.AsSingle(), z._value.AsSingle()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(x._value.AsDouble(), y._value.AsDouble(), z._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> x, Simd256<T> y) => new(Vector256.MaxNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Min(Simd256<T> x, Simd256<T> y) => new(Vector256.MinNative(y._value, x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Round(Simd256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Round(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Round(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> ScaleByPowerOfTwo(Simd256<T> x, Simd256<T> n) => typeof(T) == typeof(float)
        ? new((x._value.AsInt32() + (Vector256.ConvertToInt32(n._value.AsSingle()) << 23)).As<int, T>())
        : new((x._value.AsInt64() + (Vector256.ConvertToInt64(n._value.AsDouble()) << 52)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> x) => new(Vector256.Abs(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> x) => new(Vector256.Sqrt(x._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Exp(Simd256<T> x) => typeof(T) == typeof(float)
        ? new(Exponential.Of(new Simd256<float>(x._value.AsSingle()))._value.As<float, T>())
        : new(Vector256.Exp(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Log(Simd256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Log(x._value.AsSingle()).As<float, T>())
        : new(Vector256.Log(x._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> WherePositive(Simd256<T> gate, Simd256<T> value) =>
        new(value._value & Vector256.GreaterThan(gate._value, Vector256<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNonZero(Simd256<T> x) => !Vector256.EqualsAll(x._value, Vector256<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Simd256<T> x) => Vector256.Sum(x._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd256<T> a, Simd256<T> b, Simd256<T> c, Simd256<T> d, ref T destination, nint offset)
    {
        ref T place = ref Unsafe.Add(ref destination, offset);
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            // Four sums for little more than the price of one, each in the order of Sum.
            Vector256<float> first = Avx.HorizontalAdd(a._value.AsSingle(), b._value.AsSingle());
            Vector256<float> sums = Avx.HorizontalAdd(first, Avx.HorizontalAdd(c._value.AsSingle(), d._value.AsSingle()));
            (sums.GetLower() + sums.GetUpper()).As<float, T>().StoreUnsafe(ref place);
            return;
        }

        (place, Unsafe.Add(ref place, 1)) = (Sum(a), Sum(b));
        (Unsafe.Add(ref place, 2), Unsafe.Add(ref place, 3)) = (Sum(c), Sum(d));
    }
}
