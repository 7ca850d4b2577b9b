using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Roofline;

/// <summary>
/// Work that does one thing as fast as the machine can, so that the time it takes is the machine's limit: multiply-adds without memory,
/// reading without arithmetic worth mentioning, rows from all over a table. What each returns depends on all its work, so that no compiler
/// leaves it out.
/// </summary>
internal static class RoofKernels
{
    // As many sums as hide the latency of a multiply-add on processors that start two a cycle, and few enough for 16 registers.
    private const int Chains = 12;

    /// <summary>
    /// The floating-point operations of a round of <see cref="MultiplyAdd(int)"/>, two for each lane of each multiply-add.
    /// </summary>
    public static int FlopsPerRound => 2 * Chains * Lanes;

    /// <summary>The lanes of the widest vectors of floats that the machine has.</summary>
    public static int Lanes =>
        Vector512.IsHardwareAccelerated ? Simd512<float>.Count
        : Vector256.IsHardwareAccelerated ? Simd256<float>.Count
        : Simd128<float>.Count;

    /// <summary>x = x a + b, <paramref name="rounds"/> times in each of a dozen vectors that do not wait for one another.</summary>
    public static float MultiplyAdd(int rounds)
    {
        if (Vector512.IsHardwareAccelerated) return MultiplyAdd<Simd512<float>>(rounds);
        return Vector256.IsHardwareAccelerated ? MultiplyAdd<Simd256<float>>(rounds) : MultiplyAdd<Simd128<float>>(rounds);
    }

    /// <summary>The sum of all values, read in order; those after the last whole eight vectors are left out.</summary>
    public static float Read(ReadOnlySpan<float> values)
    {
        if (Vector512.IsHardwareAccelerated) return Read<Simd512<float>>(values);
        return Vector256.IsHardwareAccelerated ? Read<Simd256<float>>(values) : Read<Simd128<float>>(values);
    }

    /// <summary>The sum of the given rows' values.</summary>
    /// <param name="table">The rows, end to end.</param>
    /// <param name="stride">The length of a row, a multiple of four.</param>
    /// <param name="rows">The numbers of the rows to read; a multiple of four of them.</param>
    /// <exception cref="ArgumentException">A length is no multiple of four, or a row is not in the table.</exception>
    public static float ReadRows(ReadOnlySpan<float> table, int stride, ReadOnlySpan<int> rows)
    {
        if (stride < 4 || stride % 4 != 0 || rows.Length % 4 != 0)
            throw new ArgumentException($"A stride of {stride} and {rows.Length} rows, expected multiples of four.", nameof(stride));
        int count = table.Length / stride;
        foreach (int row in rows)
            if ((uint)row >= (uint)count) throw new ArgumentException($"There is no row {row} of {count}.", nameof(rows));
        // As the optimizer takes them: the widest vector that divides the row.
        if (Vector512.IsHardwareAccelerated && stride % Simd512<float>.Count == 0) return ReadRows<Simd512<float>>(table, stride, rows);
        return Vector256.IsHardwareAccelerated && stride % Simd256<float>.Count == 0
            ? ReadRows<Simd256<float>>(table, stride, rows)
            : ReadRows<Simd128<float>>(table, stride, rows);
    }

    private static float MultiplyAdd<TV>(int rounds)
        where TV : struct, ISimd<TV, float>
    {
        TV a = TV.Create(0.999f), b = TV.Create(0.001f);
        TV x0 = a, x1 = b, x2 = a + a, x3 = a + b, x4 = a - b, x5 = b + b, x6 = a * a, x7 = a * b, x8 = b * b, x9 = a + x6, x10 = b + x6,
            x11 = a + x7;
        for (int i = 0; i < rounds; i++)
        {
            x0 = TV.MultiplyAdd(x0, a, b);
            x1 = TV.MultiplyAdd(x1, a, b);
            x2 = TV.MultiplyAdd(x2, a, b);
            x3 = TV.MultiplyAdd(x3, a, b);
            x4 = TV.MultiplyAdd(x4, a, b);
            x5 = TV.MultiplyAdd(x5, a, b);
            x6 = TV.MultiplyAdd(x6, a, b);
            x7 = TV.MultiplyAdd(x7, a, b);
            x8 = TV.MultiplyAdd(x8, a, b);
            x9 = TV.MultiplyAdd(x9, a, b);
            x10 = TV.MultiplyAdd(x10, a, b);
            x11 = TV.MultiplyAdd(x11, a, b);
        }

        return TV.Sum(x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11);
    }

    private static float Read<TV>(ReadOnlySpan<float> values)
        where TV : struct, ISimd<TV, float>
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        TV x0 = TV.Create(0), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
        nint last = values.Length - (8 * TV.Count);
        for (nint i = 0; i <= last; i += 8 * TV.Count)
        {
            ref float place = ref Unsafe.Add(ref start, i);
            x0 += TV.Load(in place, 0);
            x1 += TV.Load(in place, TV.Count);
            x2 += TV.Load(in place, 2 * TV.Count);
            x3 += TV.Load(in place, 3 * TV.Count);
            x4 += TV.Load(in place, 4 * TV.Count);
            x5 += TV.Load(in place, 5 * TV.Count);
            x6 += TV.Load(in place, 6 * TV.Count);
            x7 += TV.Load(in place, 7 * TV.Count);
        }

        return TV.Sum(x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7);
    }

    private static float ReadRows<TV>(ReadOnlySpan<float> table, int stride, ReadOnlySpan<int> rows)
        where TV : struct, ISimd<TV, float>
    {
        ref float start = ref MemoryMarshal.GetReference(table);
        ref int row = ref MemoryMarshal.GetReference(rows);
        TV x0 = TV.Create(0), x1 = x0, x2 = x0, x3 = x0;
        for (nint i = 0; i < rows.Length; i += 4)
        {
            nint r0 = Unsafe.Add(ref row, i) * (nint)stride, r1 = Unsafe.Add(ref row, i + 1) * (nint)stride;
            nint r2 = Unsafe.Add(ref row, i + 2) * (nint)stride, r3 = Unsafe.Add(ref row, i + 3) * (nint)stride;
            for (nint j = 0; j < stride; j += TV.Count)
            {
                x0 += TV.Load(in start, r0 + j);
                x1 += TV.Load(in start, r1 + j);
                x2 += TV.Load(in start, r2 + j);
                x3 += TV.Load(in start, r3 + j);
            }
        }

        return TV.Sum(x0 + x1 + x2 + x3);
    }
}
