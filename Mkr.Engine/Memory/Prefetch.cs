using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>Asks the processor to fetch memory before it is needed; where it cannot be asked, nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>
    /// Rows are fetched this many ahead of their use: a table that does not fit the caches costs its memory's bandwidth, not its latency.
    /// </summary>
    public const int Ahead = 8;

    /// <summary>The rows of so small a batch are used too soon for the memory to answer if it is asked in the same step.</summary>
    public const int SmallBatch = 64;

    /// <summary>
    /// Whether fetching ahead pays for so many rows: those of a small batch have been fetched a step ahead, see
    /// <see cref="RowLookup{T}.Prefetch"/>.
    /// </summary>
    public static bool Pays(int rows) => rows > SmallBatch;

    /// <summary>Fetches the start of both moments of a row, whose values are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows<T>(ref T m, ref T v, nint offset)
        where T : unmanaged
    {
        Line(ref Unsafe.Add(ref m, offset));
        Line(ref Unsafe.Add(ref v, offset));
    }

    /// <summary>Fetches the start of a row of values and of both its moments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows<T>(ref T values, ref T m, ref T v, nint offset)
        where T : unmanaged
    {
        Line(ref Unsafe.Add(ref values, offset));
        Line(ref Unsafe.Add(ref m, offset));
        Line(ref Unsafe.Add(ref v, offset));
    }

    /// <summary>Fetches the cache line of <paramref name="element"/>, which may lie anywhere: nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(ref T element)
        where T : unmanaged
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref element));
    }
}
