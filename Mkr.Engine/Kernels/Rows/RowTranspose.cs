using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>
/// Moves rows of a row-major table into feature-major lanes and back, as transposes of blocks of four columns: element by element it would
/// cost more than everything else in a step.
/// </summary>
internal static class RowTranspose
{
    private const int Block = 4;

    /// <summary>lanes[j, l] = table[offsets[l] + j] for every column j; of a last block of columns the rest as well.</summary>
    /// <param name="table">Row-major.</param>
    /// <param name="offsets">
    /// Where the row of each lane starts, padding included. They are not checked: whoever fills them does that.
    /// </param>
    /// <param name="lanes">[columns x lanes], with memory for whole blocks of four features.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="shape">The lanes.</param>
    public static void Gather<T>(ref T table, ReadOnlySpan<int> offsets, ref T lanes, int columns, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            RowGather512.Gather(
                ref Unsafe.As<T, float>(ref table), offsets, ref Unsafe.As<T, float>(ref lanes), columns, shape.Stride);
            return;
        }

        nint stride = shape.Stride;
        for (int lane = 0; lane < offsets.Length; lane += Block)
        {
            ref T a = ref Unsafe.Add(ref table, offsets[lane]), b = ref Unsafe.Add(ref table, offsets[lane + 1]);
            ref T c = ref Unsafe.Add(ref table, offsets[lane + 2]), d = ref Unsafe.Add(ref table, offsets[lane + 3]);
            for (nint j = 0; j < columns; j += Block)
            {
                FourByFour.Load(in a, in b, in c, in d, j, out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2,
                    out Vector256<T> r3);
                ref T column = ref Unsafe.Add(ref lanes, (j * stride) + lane);
                FourByFour.Store(r0, ref column, 0);
                FourByFour.Store(r1, ref column, stride);
                FourByFour.Store(r2, ref column, 2 * stride);
                FourByFour.Store(r3, ref column, 3 * stride);
            }
        }
    }

    /// <summary>rows[offsets[l] + j] += lanes[j, l] for every column j, lane after lane.</summary>
    /// <param name="lanes">[columns x lanes], with memory for whole blocks of four features.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="shape">The lanes.</param>
    /// <param name="offsets">Where the row of each lane starts, without the padding. They are not checked.</param>
    /// <param name="rows">Row-major.</param>
    public static void ScatterAdd<T>(ref T lanes, int columns, LaneShape<T> shape, ReadOnlySpan<int> offsets, ref T rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint stride = shape.Stride;
        int lane = 0;
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            lane = RowScatter512.ScatterAdd(
                ref Unsafe.As<T, float>(ref lanes), columns, stride, offsets, ref Unsafe.As<T, float>(ref rows));
        }

        for (; lane <= offsets.Length - Block; lane += Block)
        {
            ref T a = ref Unsafe.Add(ref rows, offsets[lane]), b = ref Unsafe.Add(ref rows, offsets[lane + 1]);
            ref T c = ref Unsafe.Add(ref rows, offsets[lane + 2]), d = ref Unsafe.Add(ref rows, offsets[lane + 3]);
            for (nint j = 0; j < columns; j += Block)
            {
                ref T column = ref Unsafe.Add(ref lanes, (j * stride) + lane);
                ref T second = ref Unsafe.Add(ref column, stride);
                ref T third = ref Unsafe.Add(ref second, stride);
                ref T fourth = ref Unsafe.Add(ref third, stride);
                FourByFour.Load(in column, in second, in third, in fourth, 0, out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2,
                    out Vector256<T> r3);
                FourByFour.Add(r0, ref a, j);
                FourByFour.Add(r1, ref b, j);
                FourByFour.Add(r2, ref c, j);
                FourByFour.Add(r3, ref d, j);
            }
        }

        for (; lane < offsets.Length; lane++)
        {
            ref T row = ref Unsafe.Add(ref rows, offsets[lane]);
            for (nint j = 0; j < columns; j++)
                Unsafe.Add(ref row, j) += Unsafe.Add(ref lanes, (j * stride) + lane);
        }
    }
}
