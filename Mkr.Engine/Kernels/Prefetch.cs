using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>Asks the processor to fetch memory before it is needed; where it cannot be asked, nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Fetches the cache line of <paramref name="element"/>, which may lie anywhere: nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(ref T element)
        where T : unmanaged
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref element));
    }
}
