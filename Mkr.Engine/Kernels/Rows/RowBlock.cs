using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine.Kernels;

/// <summary>Rows in memory, or their gradients: where each starts. Nothing is checked.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly ref struct RowBlock<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T _start;
    private readonly ref int _offsets;

    private RowBlock(ref T start, int[] offsets, int stride)
    {
        _start = ref start;
        _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        Stride = stride;
    }

    /// <summary>The elements of a row, padding included; a multiple of four.</summary>
    public int Stride { get; }

    /// <summary>The first element of a row.</summary>
    public ref T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _start, Unsafe.Add(ref _offsets, row));
    }

    /// <summary>The rows of a source.</summary>
    public static RowBlock<T> Values(IRowSource<T> rows) => new(ref rows.Start, rows.Offsets, rows.Stride);

    /// <summary>The gradients of a source's rows.</summary>
    public static RowBlock<T> Gradients(IRowSource<T> rows) => new(ref rows.GradientStart, rows.Slots, rows.Stride);
}
