using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>
/// Transposes tiles of <see cref="SymmetricMatrix{T}.TileSize"/> in blocks of 4 x 4: element by element it would cost as much as a product.
/// </summary>
internal static class TileTranspose
{
    private const int Block = 4;

    /// <summary>Writes the rows of one tile as the columns of another, which must not overlap it.</summary>
    /// <param name="source">Its first element.</param>
    /// <param name="sourceStride">The distance between two of its rows.</param>
    /// <param name="destination">The other's first element.</param>
    /// <param name="stride">The distance between two of the other's rows.</param>
    public static void Copy<T>(ref T source, nint sourceStride, ref T destination, nint stride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Size = SymmetricMatrix<T>.TileSize;
        for (nint i = 0; i < Size; i += Block)
        {
            ref T a = ref Unsafe.Add(ref source, i * sourceStride), b = ref Unsafe.Add(ref a, sourceStride);
            ref T c = ref Unsafe.Add(ref b, sourceStride), d = ref Unsafe.Add(ref c, sourceStride);
            for (nint j = 0; j < Size; j += Block)
            {
                FourByFour.Load(in a, in b, in c, in d, j, out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2,
                    out Vector256<T> r3);
                ref T place = ref Unsafe.Add(ref destination, (j * stride) + i);
                FourByFour.Store(r0, ref place, 0);
                FourByFour.Store(r1, ref place, stride);
                FourByFour.Store(r2, ref place, 2 * stride);
                FourByFour.Store(r3, ref place, 3 * stride);
            }
        }
    }
}
