using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>C += A B for tiles of <see cref="SymmetricMatrix{T}.TileSize"/>.</summary>
/// <remarks>
/// The kernel keeps 6 rows x 2 vectors of C in registers: with 2 vectors of B and an element of A that is 15 of the 16 registers there are
/// with AVX2, and 12 multiply-adds that do not wait for one another hide their latency. B is packed in the order in which it is read: what
/// stays in the L1 cache while all rows of A pass, 24 KiB with AVX-512, would else be spread over a few of its sets.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal static class TileProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Size = SymmetricMatrix<T>.TileSize;
    private const int Rows = 6;

    private static int Columns => 2 * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count);

    /// <summary>Packs -B: two vectors of the first row, of the second, and so on; then the next two of each.</summary>
    /// <param name="b">Row-major.</param>
    /// <param name="packed">Receives as many elements.</param>
    public static void PackNegative(ReadOnlySpan<T> b, Span<T> packed)
    {
        int place = 0;
        for (int column = 0; column < Size; column += Columns)
        {
            for (int row = 0; row < Size; row++, place += Columns)
                TensorPrimitives.Negate(b.Slice((row * Size) + column, Columns), packed.Slice(place, Columns));
        }
    }

    /// <summary>C += A B.</summary>
    /// <param name="left">A, row-major.</param>
    /// <param name="right">B, packed.</param>
    /// <param name="c">The first element of C.</param>
    /// <param name="stride">The distance between two rows of C.</param>
    public static void Add(ReadOnlySpan<T> left, ReadOnlySpan<T> right, ref T c, nint stride)
    {
        ref T a = ref MemoryMarshal.GetReference(left[..(Size * Size)]);
        ref T b = ref MemoryMarshal.GetReference(right[..(Size * Size)]);
        if (Vector512.IsHardwareAccelerated) Add<Simd512<T>>(ref a, ref b, ref c, stride);
        else if (Vector256.IsHardwareAccelerated) Add<Simd256<T>>(ref a, ref b, ref c, stride);
        else Add<Simd128<T>>(ref a, ref b, ref c, stride);
    }

    private static void Add<TV>(ref T left, ref T right, ref T c, nint stride)
        where TV : struct, ISimd<TV, T>
    {
        for (nint column = 0; column < Size; column += 2 * TV.Count)
        {
            ref T b = ref Unsafe.Add(ref right, column * Size);
            for (nint row = 0; row < Size; row += Rows)
                AddRows<TV>(ref Unsafe.Add(ref left, row * Size), ref b, ref Unsafe.Add(ref c, (row * stride) + column), stride);
        }
    }

    /// <summary>6 rows x 2 vectors of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TV>(ref T a, ref T b, ref T c, nint stride)
        where TV : struct, ISimd<TV, T>
    {
        TV c00 = TV.Load(in c, 0), c01 = TV.Load(in c, TV.Count);
        TV c10 = TV.Load(in c, stride), c11 = TV.Load(in c, stride + TV.Count);
        TV c20 = TV.Load(in c, 2 * stride), c21 = TV.Load(in c, (2 * stride) + TV.Count);
        TV c30 = TV.Load(in c, 3 * stride), c31 = TV.Load(in c, (3 * stride) + TV.Count);
        TV c40 = TV.Load(in c, 4 * stride), c41 = TV.Load(in c, (4 * stride) + TV.Count);
        TV c50 = TV.Load(in c, 5 * stride), c51 = TV.Load(in c, (5 * stride) + TV.Count);
        for (int k = 0; k < Size; k++)
        {
            TV b0 = TV.Load(in b, 0), b1 = TV.Load(in b, TV.Count);
            b = ref Unsafe.Add(ref b, 2 * TV.Count);
            TV x = TV.Create(a);
            c00 = TV.MultiplyAdd(x, b0, c00);
            c01 = TV.MultiplyAdd(x, b1, c01);
            x = TV.Create(Unsafe.Add(ref a, Size));
            c10 = TV.MultiplyAdd(x, b0, c10);
            c11 = TV.MultiplyAdd(x, b1, c11);
            x = TV.Create(Unsafe.Add(ref a, 2 * Size));
            c20 = TV.MultiplyAdd(x, b0, c20);
            c21 = TV.MultiplyAdd(x, b1, c21);
            x = TV.Create(Unsafe.Add(ref a, 3 * Size));
            c30 = TV.MultiplyAdd(x, b0, c30);
            c31 = TV.MultiplyAdd(x, b1, c31);
            x = TV.Create(Unsafe.Add(ref a, 4 * Size));
            c40 = TV.MultiplyAdd(x, b0, c40);
            c41 = TV.MultiplyAdd(x, b1, c41);
            x = TV.Create(Unsafe.Add(ref a, 5 * Size));
            c50 = TV.MultiplyAdd(x, b0, c50);
            c51 = TV.MultiplyAdd(x, b1, c51);
            a = ref Unsafe.Add(ref a, 1);
        }

        Store(c00, c01, ref c);
        Store(c10, c11, ref Unsafe.Add(ref c, stride));
        Store(c20, c21, ref Unsafe.Add(ref c, 2 * stride));
        Store(c30, c31, ref Unsafe.Add(ref c, 3 * stride));
        Store(c40, c41, ref Unsafe.Add(ref c, 4 * stride));
        Store(c50, c51, ref Unsafe.Add(ref c, 5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TV>(TV x, TV y, ref T c)
        where TV : struct, ISimd<TV, T>
    {
        TV.Store(x, ref c, 0);
        TV.Store(y, ref c, TV.Count);
    }
}
