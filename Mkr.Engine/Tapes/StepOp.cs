using System.Numerics;

namespace Mkr.Engine;

/// <summary>An op that sums something over a step's tiles, or has something to do after them.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class StepOp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected StepOp(Tape<T> tape, string name, params Variable<T>[] inputs)
        : base(tape, name, inputs)
    {
    }

    /// <summary>What the tiles of the present block of tiles have added up to.</summary>
    protected internal double Sum { get; set; }

    /// <summary>A second such sum.</summary>
    protected internal double SecondSum { get; set; }

    /// <summary>The sum of all blocks; complete after the step's tiles.</summary>
    protected double Total { get; set; }

    /// <summary>The sum of all blocks' second sums.</summary>
    protected double SecondTotal { get; private set; }

    /// <summary>
    /// Called before a step's tiles, when the rows that it reads are up to date; with <paramref name="backward"/>, their gradients are 0.
    /// An op that does something here can't be split.
    /// </summary>
    public virtual void BeginStep(bool backward)
    {
    }

    /// <summary>Called after a step's tiles where it has gradients, the op recorded last first, before <see cref="EndStep"/>.</summary>
    public virtual void BackwardStep()
    {
    }

    /// <summary>
    /// Called after a step's tiles; with <paramref name="backward"/>, the weights' gradients are complete but for what is added here.
    /// </summary>
    public virtual void EndStep(bool backward)
    {
    }

    /// <summary>Called before a block's tiles.</summary>
    internal void BeginBlock() => (Sum, SecondSum) = (0, 0);

    /// <summary>Takes a block's sums, block after block.</summary>
    internal void EndBlock(double sum, double secondSum, bool isFirst)
    {
        Total = isFirst ? sum : Total + sum;
        SecondTotal = isFirst ? secondSum : SecondTotal + secondSum;
    }
}
