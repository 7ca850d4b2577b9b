using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// Bags whose rows count several times each, as if they were listed as often: before running the tape fill <see cref="Counts"/> too.
/// </summary>
/// <typeparam name="T">float or double: the counts are factors.</typeparam>
public sealed class CountedBags<T> : RowBags
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _counts;

    /// <summary>Room for bags.</summary>
    /// <param name="maxBatch">The largest batch.</param>
    /// <param name="capacity">The most rows that all examples of a batch have together.</param>
    public CountedBags(int maxBatch, int capacity)
        : base(maxBatch, capacity) => _counts = new AlignedBuffer<T>(LaneShape<T>.Pad(capacity) + LaneShape<T>.Quantum);

    /// <summary>How often each of <see cref="RowNumbers.Rows"/> counts.</summary>
    public Span<T> Counts => _counts.Span[..Rows.Length];

    /// <summary>The first count; a vector more than there are may be read.</summary>
    internal ref T CountStart => ref _counts.Start;
}
