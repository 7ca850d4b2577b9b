using System.Numerics;

namespace Mkr.Engine;

/// <summary>The row of a table that each example of a batch reads. Fill <see cref="Rows"/> before running the tape.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lookup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _rows;
    private readonly int[] _slots;

    internal Lookup(TableGradient<T> gradient, int maxBatch, Lookup<T>? mirrored)
    {
        Gradient = gradient;
        _rows = mirrored?._rows ?? new int[LaneShape<T>.Pad(maxBatch)];
        _slots = mirrored?._slots ?? new int[_rows.Length];
    }

    /// <summary>The row of each example.</summary>
    public Span<int> Rows => _rows;

    /// <summary>The gradient that it leads to.</summary>
    public TableGradient<T> Gradient { get; }

    /// <summary>The place of each example's row in <see cref="TableGradient{T}.Rows"/>.</summary>
    internal Span<int> Slots => _slots;
}
