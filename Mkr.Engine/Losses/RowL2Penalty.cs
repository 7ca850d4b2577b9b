using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// |row|² / 2, summed over the batch, of the rows that a lookup names, each as often as it occurs: for rows that are too long to be
/// gathered, as matrices are, or that a step's examples have in common. Backward: the gradient of a row is scale row, once for each
/// occurrence.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RowL2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RowLookup<T> _lookup;
    private int[] _counts = [];

    /// <summary>Records the penalty on the rows of the examples.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="lookup">The rows, of one table.</param>
    /// <exception cref="ArgumentException">The table is one of a pair.</exception>
    public RowL2Penalty(Tape<T> tape, Lookup<T> lookup)
        : this(tape, (RowLookup<T>)lookup)
    {
    }

    /// <summary>Records the penalty on the rows of a step, by their <see cref="StepLookup{T}.Occurrences"/>.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="lookup">The rows, of one table.</param>
    /// <exception cref="ArgumentException">The table is one of a pair.</exception>
    public RowL2Penalty(Tape<T> tape, StepLookup<T> lookup)
        : this(tape, (RowLookup<T>)lookup)
    {
    }

    private RowL2Penalty(Tape<T> tape, RowLookup<T> lookup)
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
        Count(gradient);
        Total = 0;
        for (int slot = 0; slot < gradient.Count; slot++)
        {
            if (_counts[slot] == 0) continue;
            (int start, int length, int from) = gradient.Slot(slot);
            ref T row = ref Unsafe.Add(ref gradient.Storage.Start, start);
            Total += _counts[slot] * double.CreateTruncating(RowProductKernel.SumOfSquares(ref row, length)) / 2;
            if (!backward) continue;
            RowProductKernel.Add(ref row, T.CreateTruncating(Factor * _counts[slot]), ref Unsafe.Add(ref gradient.Start, from), length);
        }
    }

    /// <summary>How often the row of each slot occurs.</summary>
    private void Count(TableGradient<T> gradient)
    {
        if (_counts.Length < gradient.Count) _counts = new int[Math.Min(gradient.Tables[0].Rows, 2 * gradient.Count)];
        Array.Clear(_counts, 0, gradient.Count);
        ReadOnlySpan<int> slots = _lookup.Slots.AsSpan(0, _lookup.CountOf(Tape.Batch));
        ReadOnlySpan<int> occurrences = _lookup is StepLookup<T> listed ? listed.Occurrences : [];
        // A slot's number, its offset divided by the stride: offsets are multiples, for which this product is exact.
        ulong reciprocal = ((1UL << 32) + (uint)gradient.SlotStride - 1) / (uint)gradient.SlotStride;
        for (int i = 0; i < slots.Length; i++)
            _counts[(uint)slots[i] * reciprocal >> 32] += occurrences.IsEmpty ? 1 : occurrences[i];
    }
}
