using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>How kernels write gradients.</summary>
internal static class Gradients
{
    /// <summary>Stores <paramref name="value"/> at the destination, or adds it to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<T, TV>(TV value, ref T destination, nint offset, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        if (add) value += TV.Load(in destination, offset);
        TV.Store(value, ref destination, offset);
    }

    /// <summary>
    /// Stores <paramref name="value"/> as the partial sums of element <paramref name="element"/> of a weight's gradient, or adds it to
    /// them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutPartial<T, TV>(TV value, ref T partials, nint element, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T> => Put(value, ref partials, element * TV.Count, add);
}
