using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The four inner products of a vector of examples, in memory.</summary>
internal static class CrossProducts<T, TV>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TV : struct, ISimd<TV, T>
{
    /// <summary>Stores those of the given sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSides>(TV eVV, TV vEV, TV eVE, TV vEE, ref T products, nint lane, nint stride)
        where TSides : struct, ICrossSides
    {
        if (TSides.Item)
        {
            TV.Store(eVV, ref products, lane);
            TV.Store(vEV, ref products, stride + lane);
        }

        if (TSides.Entity)
        {
            TV.Store(eVE, ref products, (2 * stride) + lane);
            TV.Store(vEE, ref products, (3 * stride) + lane);
        }
    }
}
