using System.Numerics;

namespace Mkr.Engine;

/// <summary>An op whose result is a term of the loss: the sum over the examples, times <see cref="Factor"/>.</summary>
/// <remarks>
/// A loss adds to <see cref="StepOp{T}.Sum"/> in its forward pass, without the factor, and multiplies the gradients of its backward pass by
/// it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Loss<T> : StepOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected Loss(Tape<T> tape, string name, params Variable<T>[] inputs)
        : base(tape, name, inputs)
    {
    }

    /// <summary>The weight of the term.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether the term is a sum over the examples, a mean, or neither.</summary>
    public Reduction Reduction { get; init; } = Reduction.Sum;

    /// <summary>The term's value in the last step, <see cref="Factor"/> included.</summary>
    public virtual double Value => Factor * Total;

    /// <summary>What the sum over the examples is multiplied by in the present step: <see cref="Scale"/>, reduced.</summary>
    protected double Factor => Reduce(Scale, Reduction);

    /// <summary>
    /// <paramref name="scale"/> / B, <paramref name="scale"/> or <paramref name="scale"/> B, with B the present step's examples.
    /// </summary>
    protected double Reduce(double scale, Reduction reduction) => reduction switch
    {
        Reduction.Mean => scale / Tape.Batch,
        Reduction.TimesBatch => scale * Tape.Batch,
        _ => scale,
    };
}
