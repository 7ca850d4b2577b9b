using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>
/// |row|² / 2, summed over the batch, of the rows that a lookup names, each as often as it occurs: for rows that are too long to be
/// gathered,
/// as matrices are. Backward: the gradient of a row is scale row, once for each occurrence.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RowL2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _lookup;
    private int[] _counts = [];

    /// <summary>Records the penalty.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="lookup">The rows, of one table.</param>
    /// <exception cref="ArgumentException">The table is one of a pair.</exception>
    public RowL2Penalty(Tape<T> tape, Lookup<T> lookup)
        : base(tape, "row L2 penalty")
    {
        ArgumentNullException.ThrowIfNull(lookup);
        if (lookup.Gradient.Tables.Count > 1) throw new ArgumentException($"{Name}: the rows are a pair's.", nameof(lookup));
        _lookup = lookup;
    }

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    /// <summary>Does nothing: a row is penalised once a step, as often as it occurs.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: a row is penalised once a step, as often as it occurs.</summary>
    public override void Backward()
    {
    }

    /// <inheritdoc/>
    public override void EndStep(bool backward)
    {
        TableGradient<T> gradient = _lookup.Gradient;
        if (_counts.Length < gradient.Count) _counts = new int[Math.Min(gradient.Tables[0].Rows, 2 * gradient.Count)];
        Array.Clear(_counts, 0, gradient.Count);
        foreach (int start in _lookup.Slots.AsSpan(0, Tape.Batch)) _counts[start / gradient.SlotStride]++;
        Total = 0;
        for (int slot = 0; slot < gradient.Count; slot++)
        {
            if (_counts[slot] == 0) continue;
            (int start, int length, int from) = gradient.Slot(slot);
            ReadOnlySpan<T> row = gradient.Storage.Values.Slice(start, length);
            Total += _counts[slot] * double.CreateTruncating(TensorPrimitives.SumOfSquares(row)) / 2;
            Span<T> sum = gradient.Values.Slice(from, length);
            if (backward) TensorPrimitives.MultiplyAdd(row, T.CreateTruncating(Factor * _counts[slot]), sum, sum);
        }
    }
}
