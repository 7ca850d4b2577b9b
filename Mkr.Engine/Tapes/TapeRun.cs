using System.Numerics;
using Mkr.Engine.Ops;

namespace Mkr.Engine;

/// <summary>Runs what a tape has recorded, on the thread that calls.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TapeRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The tiles of a block. The gradients of weights are summed block by block, and then the sums of the blocks in their order, so that
    /// threads can work on blocks and give the same bits. A block is long enough for its sum not to count.
    /// </summary>
    public const int TilesOfBlock = 4;

    private readonly Tape<T> _tape;
    private readonly LaneShape<T> _shape;
    private readonly TableGradient<T>[] _tables;
    private readonly Op<T>[] _forward;
    private readonly Op<T>[] _backward;
    private readonly Op<T>[] _inner;
    private readonly Loss<T>[] _losses;

    public TapeRun(Tape<T> tape, TableGradient<T>[] tables)
    {
        _tape = tape;
        _shape = tape.Shape;
        _tables = tables;
        _forward = [.. tape.Ops.Where(op => op.HasForward)];
        _backward = [.. tape.Ops.Where(op => op.HasBackward)];
        _inner = [.. _backward.Where(op => op is not LookupOp<T>)];
        Lookups = [.. tape.Ops.OfType<LookupOp<T>>()];
        StepOps = [.. tape.Ops.OfType<StepOp<T>>()];
        _losses = [.. tape.Ops.OfType<Loss<T>>()];
    }

    /// <summary>The current tile.</summary>
    public LaneShape<T> Shape => _shape;

    /// <summary>The ops that look rows up.</summary>
    public LookupOp<T>[] Lookups { get; }

    /// <summary>The ops that sum something over a step.</summary>
    public StepOp<T>[] StepOps { get; }

    /// <summary>The gradients of its weights.</summary>
    public WeightGradients<T> Weights => _tape.Weights;

    /// <summary>A step up to its end.</summary>
    public void RunStep(int batch, bool backward)
    {
        foreach (TableGradient<T> table in _tables)
        {
            table.Resolve(batch);
            table.Prepare(0, table.Count, backward);
        }

        foreach (StepOp<T> op in StepOps)
            op.BeginStep(backward);
        for (int start = 0; start < batch; start += _tape.BlockSize)
        {
            int end = Math.Min(start + _tape.BlockSize, batch);
            BeginBlock();
            for (int offset = start; offset < end; offset += _shape.Capacity)
            {
                _shape.Set(offset, Math.Min(_shape.Capacity, end - offset), isFirst: offset == start);
                Forward();
                if (backward) Backward(_backward);
            }

            foreach (StepOp<T> op in StepOps)
                op.EndBlock(op.Sum, op.SecondSum, isFirst: start == 0);
            if (backward) Weights.Reduce(isFirst: start == 0);
        }
    }

    /// <summary>
    /// The block of the examples from <paramref name="start"/> to <paramref name="end"/>, summed by itself; the gradients of its rows are
    /// not added up, but kept.
    /// </summary>
    public void RunBlock(int start, int end, BlockResult<T> result)
    {
        BeginBlock();
        for (int offset = start; offset < end; offset += _shape.Capacity)
        {
            _shape.Set(offset, Math.Min(_shape.Capacity, end - offset), isFirst: offset == start);
            Forward();
            Backward(_inner);
            result.TakeRows(this, (offset - start) / _shape.Capacity);
        }

        Weights.Reduce(isFirst: true);
        result.TakeSums(this);
    }

    /// <summary>A step's end; returns the loss.</summary>
    public double EndStep(bool backward)
    {
        for (int i = StepOps.Length - 1; backward && i >= 0; i--)
            StepOps[i].BackwardStep();
        foreach (StepOp<T> op in StepOps)
            op.EndStep(backward);
        double loss = 0;
        foreach (Loss<T> term in _losses)
            loss += term.Value;
        return loss;
    }

    private void BeginBlock()
    {
        foreach (StepOp<T> op in StepOps)
            op.BeginBlock();
    }

    private void Forward()
    {
        bool checks = _tape.CheckFinite;
        foreach (Op<T> op in _forward)
        {
            op.Forward();
            if (checks) Checks.Finite(op);
        }
    }

    private static void Backward(Op<T>[] order)
    {
        for (int i = order.Length - 1; i >= 0; i--)
            order[i].Backward();
    }
}
