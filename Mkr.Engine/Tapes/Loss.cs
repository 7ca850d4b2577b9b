using System.Numerics;

namespace Mkr.Engine;

/// <summary>An op whose result is a term of the loss, summed over the batch and multiplied by <see cref="Scale"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Loss<T> : StepOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected Loss(Tape<T> tape, string name, params Variable<T>[] inputs)
        : base(tape, name, inputs)
    {
    }

    /// <summary>The factor of the term; it may change from step to step, as 1 / batch does for a mean.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>The term's value in the last step, <see cref="Scale"/> included.</summary>
    public virtual double Value => Scale * Total;

    internal override void Follow(StepOp<T> other) => Scale = ((Loss<T>)other).Scale;
}
