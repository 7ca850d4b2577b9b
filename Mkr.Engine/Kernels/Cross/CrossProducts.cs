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

    /// <summary>Loads those of the given sides; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TSides>(ref T products, nint lane, nint stride, out TV eVV, out TV vEV, out TV eVE, out TV vEE)
        where TSides : struct, ICrossSides
    {
        TV zero = TV.Create(T.Zero);
        eVV = TSides.Item ? TV.Load(in products, lane) : zero;
        vEV = TSides.Item ? TV.Load(in products, stride + lane) : zero;
        eVE = TSides.Entity ? TV.Load(in products, (2 * stride) + lane) : zero;
        vEE = TSides.Entity ? TV.Load(in products, (3 * stride) + lane) : zero;
    }
}
