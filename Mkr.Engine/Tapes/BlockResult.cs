using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine;

/// <summary>
/// What one block of a step's examples gives, kept apart: the gradients of the weights, the sums of the losses, and the gradients of the
/// rows, tile by tile.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BlockResult<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _weights;
    private readonly (double First, double Second)[] _sums;
    private readonly AlignedBuffer<T>[] _rows;

    public BlockResult(TapeRun<T> run)
    {
        _weights = new T[run.Weights.Values.Length];
        _sums = new (double, double)[run.StepOps.Length];
        _rows = [.. run.Lookups.Select(op => new AlignedBuffer<T>((long)TapeRun<T>.TilesOfBlock * op.GradientLength))];
    }

    /// <summary>Takes the gradients of the rows of the tile that was run last, the block's <paramref name="tile"/>-th.</summary>
    public void TakeRows(TapeRun<T> run, int tile)
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            int length = run.Lookups[i].GradientLength;
            run.Lookups[i].BackwardRows();
            run.Lookups[i].Rows.GradientSpan(length).CopyTo(_rows[i].Span[(tile * length)..]);
        }
    }

    /// <summary>Takes the sums of the block that was run last.</summary>
    public void TakeSums(TapeRun<T> run)
    {
        run.Weights.Values.CopyTo(_weights);
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] = (run.StepOps[i].Sum, run.StepOps[i].SecondSum);
    }

    /// <summary>Adds the sums to those of <paramref name="run"/>, or makes them its sums if this is the step's first block.</summary>
    public void AddSums(TapeRun<T> run, bool isFirst)
    {
        if (isFirst) _weights.CopyTo(run.Weights.Values);
        else TensorPrimitives.Add(run.Weights.Values, _weights, run.Weights.Values);
        for (int i = 0; i < _sums.Length; i++)
            run.StepOps[i].EndBlock(_sums[i].First, _sums[i].Second, isFirst);
    }

    /// <summary>Adds the gradients of the rows of <paramref name="table"/> to its slots, in the order of a backward pass.</summary>
    public void AddRows(TapeRun<T> run, TableGradient<T> table, int start, int end)
    {
        int capacity = run.Shape.Capacity;
        for (int tile = 0; start + (tile * capacity) < end; tile++)
        {
            int offset = start + (tile * capacity), lanes = Math.Min(capacity, end - offset);
            for (int i = _rows.Length - 1; i >= 0; i--)
            {
                if (run.Lookups[i].Lookup.Gradient == table)
                    run.Lookups[i].ScatterAdd(ref _rows[i].Span[tile * run.Lookups[i].GradientLength], offset, lanes);
            }
        }
    }
}
