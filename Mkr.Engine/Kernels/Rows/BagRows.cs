using System.Numerics;

namespace Mkr.Engine.Kernels;

/// <summary>The bags of some neighbouring examples.</summary>
/// <param name="offsets">Where each row of the batch starts. They are not checked.</param>
/// <param name="weights">The weight of each row of the batch; empty where all are 1.</param>
/// <param name="start">The number of the first bag's first row.</param>
/// <param name="ends">For each bag the number of the row after its last.</param>
/// <param name="stride">The elements of a row, padding included; a multiple of four.</param>
/// <typeparam name="T">float or double.</typeparam>
internal readonly ref struct BagRows<T>(ReadOnlySpan<int> offsets, ReadOnlySpan<T> weights, int start, ReadOnlySpan<int> ends, int stride)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public ReadOnlySpan<int> Offsets { get; init; } = offsets;

    public ReadOnlySpan<T> Weights { get; } = weights;

    public int Start { get; } = start;

    public ReadOnlySpan<int> Ends { get; } = ends;

    public int Stride { get; } = stride;
}
