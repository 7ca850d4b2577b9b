using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>
/// Moves rows of a row-major table into feature-major lanes and back, as transposes of 4 x 4 blocks: element by element it would cost more
/// than everything else in a step.
/// </summary>
public static class RowTranspose
{
    private const int Block = 4;

    /// <summary>lanes[j, l] = table[rows[l], j] for every column j, padding included.</summary>
    /// <param name="table">Row-major, rows of <paramref name="rowStride"/> elements.</param>
    /// <param name="rowStride">A multiple of four.</param>
    /// <param name="rows">The row of each lane; a multiple of four of them.</param>
    /// <param name="lanes">Feature-major, rowStride features.</param>
    /// <param name="laneStride">The distance between features.</param>
    public static void Gather<T>(ReadOnlySpan<T> table, int rowStride, ReadOnlySpan<int> rows, Span<T> lanes, int laneStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(rowStride, lanes.Length, laneStride, rows.Length);
        CheckRows(rows, table.Length / rowStride);
        ref T source = ref MemoryMarshal.GetReference(table);
        ref T destination = ref MemoryMarshal.GetReference(lanes);
        for (int lane = 0; lane < rows.Length; lane += Block)
        {
            ref T a = ref Unsafe.Add(ref source, rows[lane] * (nint)rowStride), b = ref Unsafe.Add(ref source, rows[lane + 1] * (nint)rowStride);
            ref T c = ref Unsafe.Add(ref source, rows[lane + 2] * (nint)rowStride), d = ref Unsafe.Add(ref source, rows[lane + 3] * (nint)rowStride);
            for (nint j = 0; j < rowStride; j += Block)
            {
                Load(in a, in b, in c, in d, j, out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2, out Vector256<T> r3);
                ref T column = ref Unsafe.Add(ref destination, (j * laneStride) + lane);
                StoreBlock(r0, ref column, 0);
                StoreBlock(r1, ref column, laneStride);
                StoreBlock(r2, ref column, 2 * (nint)laneStride);
                StoreBlock(r3, ref column, 3 * (nint)laneStride);
            }
        }
    }

    /// <summary>rows[slots[l], j] += lanes[j, l] for every column j, lane after lane.</summary>
    /// <param name="lanes">Feature-major, rowStride features.</param>
    /// <param name="laneStride">The distance between features.</param>
    /// <param name="slots">The row of each lane; any number of them.</param>
    /// <param name="rows">Row-major, rows of <paramref name="rowStride"/> elements.</param>
    /// <param name="rowStride">A multiple of four.</param>
    public static void ScatterAdd<T>(ReadOnlySpan<T> lanes, int laneStride, ReadOnlySpan<int> slots, Span<T> rows, int rowStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(rowStride, lanes.Length, laneStride, slots.Length);
        CheckRows(slots, rows.Length / rowStride);
        ref T source = ref MemoryMarshal.GetReference(lanes);
        ref T destination = ref MemoryMarshal.GetReference(rows);
        int lane = 0;
        for (; lane <= slots.Length - Block; lane += Block)
        {
            ref T a = ref Unsafe.Add(ref destination, slots[lane] * (nint)rowStride), b = ref Unsafe.Add(ref destination, slots[lane + 1] * (nint)rowStride);
            ref T c = ref Unsafe.Add(ref destination, slots[lane + 2] * (nint)rowStride), d = ref Unsafe.Add(ref destination, slots[lane + 3] * (nint)rowStride);
            for (nint j = 0; j < rowStride; j += Block)
            {
                ref T column = ref Unsafe.Add(ref source, (j * laneStride) + lane);
                ref T second = ref Unsafe.Add(ref column, laneStride);
                ref T third = ref Unsafe.Add(ref second, laneStride);
                ref T fourth = ref Unsafe.Add(ref third, laneStride);
                Load(in column, in second, in third, in fourth, 0, out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2, out Vector256<T> r3);
                AddBlock(r0, ref a, j);
                AddBlock(r1, ref b, j);
                AddBlock(r2, ref c, j);
                AddBlock(r3, ref d, j);
            }
        }

        for (; lane < slots.Length; lane++)
        {
            Span<T> row = rows.Slice(slots[lane] * rowStride, rowStride);
            for (int j = 0; j < row.Length; j++)
                row[j] += lanes[(j * laneStride) + lane];
        }
    }

    /// <summary>Four blocks of four, transposed; of each result the first four elements count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T>(
        ref readonly T a, ref readonly T b, ref readonly T c, ref readonly T d, nint offset,
        out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2, out Vector256<T> r3)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            TransposeSingle(
                LoadSingle(in a, offset), LoadSingle(in b, offset), LoadSingle(in c, offset), LoadSingle(in d, offset),
                out Vector128<float> s0, out Vector128<float> s1, out Vector128<float> s2, out Vector128<float> s3);
            r0 = s0.ToVector256Unsafe().As<float, T>();
            r1 = s1.ToVector256Unsafe().As<float, T>();
            r2 = s2.ToVector256Unsafe().As<float, T>();
            r3 = s3.ToVector256Unsafe().As<float, T>();
        }
        else
        {
            TransposeDouble(
                LoadDouble(in a, offset), LoadDouble(in b, offset), LoadDouble(in c, offset), LoadDouble(in d, offset),
                out Vector256<double> s0, out Vector256<double> s1, out Vector256<double> s2, out Vector256<double> s3);
            r0 = s0.As<double, T>();
            r1 = s1.As<double, T>();
            r2 = s2.As<double, T>();
            r3 = s3.As<double, T>();
        }

        static Vector128<float> LoadSingle(ref readonly T row, nint offset) => Vector128.LoadUnsafe(in row, (nuint)offset).AsSingle();
        static Vector256<double> LoadDouble(ref readonly T row, nint offset) => Vector256.LoadUnsafe(in row, (nuint)offset).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBlock<T>(Vector256<T> block, ref T destination, nint offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) block.GetLower().StoreUnsafe(ref destination, (nuint)offset);
        else block.StoreUnsafe(ref destination, (nuint)offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBlock<T>(Vector256<T> block, ref T destination, nint offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            (block.GetLower() + Vector128.LoadUnsafe(in destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);
        else
            (block + Vector256.LoadUnsafe(in destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSingle(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d,
        out Vector128<float> r0, out Vector128<float> r1, out Vector128<float> r2, out Vector128<float> r3)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
            r0 = Sse.MoveLowToHigh(ab, cd);
            r1 = Sse.MoveHighToLow(cd, ab);
            r2 = Sse.MoveLowToHigh(abHigh, cdHigh);
            r3 = Sse.MoveHighToLow(cdHigh, abHigh);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> ac = AdvSimd.Arm64.ZipLow(a, c), bd = AdvSimd.Arm64.ZipLow(b, d);
            Vector128<float> acHigh = AdvSimd.Arm64.ZipHigh(a, c), bdHigh = AdvSimd.Arm64.ZipHigh(b, d);
            r0 = AdvSimd.Arm64.ZipLow(ac, bd);
            r1 = AdvSimd.Arm64.ZipHigh(ac, bd);
            r2 = AdvSimd.Arm64.ZipLow(acHigh, bdHigh);
            r3 = AdvSimd.Arm64.ZipHigh(acHigh, bdHigh);
        }
        else
        {
            r0 = Vector128.Create(a[0], b[0], c[0], d[0]);
            r1 = Vector128.Create(a[1], b[1], c[1], d[1]);
            r2 = Vector128.Create(a[2], b[2], c[2], d[2]);
            r3 = Vector128.Create(a[3], b[3], c[3], d[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeDouble(
        Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d,
        out Vector256<double> r0, out Vector256<double> r1, out Vector256<double> r2, out Vector256<double> r3)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), abHigh = Avx.UnpackHigh(a, b), cdHigh = Avx.UnpackHigh(c, d);
            r0 = Avx.Permute2x128(ab, cd, 0x20);
            r1 = Avx.Permute2x128(abHigh, cdHigh, 0x20);
            r2 = Avx.Permute2x128(ab, cd, 0x31);
            r3 = Avx.Permute2x128(abHigh, cdHigh, 0x31);
        }
        else
        {
            r0 = Vector256.Create(a[0], b[0], c[0], d[0]);
            r1 = Vector256.Create(a[1], b[1], c[1], d[1]);
            r2 = Vector256.Create(a[2], b[2], c[2], d[2]);
            r3 = Vector256.Create(a[3], b[3], c[3], d[3]);
        }
    }

    /// <summary>One look at all numbers, so that the loops need none.</summary>
    private static void CheckRows(ReadOnlySpan<int> rows, int count)
    {
        if (!rows.IsEmpty && TensorPrimitives.Max(MemoryMarshal.Cast<int, uint>(rows)) >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(rows), $"A row is not of the {count} there are.");
    }

    private static void Check(int rowStride, int length, int laneStride, int lanes)
    {
        if (rowStride % Block != 0 || lanes > laneStride || length < rowStride * laneStride)
            throw new ArgumentException($"Rows of {rowStride} elements do not fit {length} elements of lanes with stride {laneStride}.");
    }
}
