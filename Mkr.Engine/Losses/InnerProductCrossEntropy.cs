using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// <see cref="InnerProductLoss{T}"/> with the cross-entropy of labels y in [0, 1] with sigmoid(z), z = a · b (MKR, equations 6 and 9):
/// <code>
/// f(z)  = w (max(z, 0) - z y + log(1 + exp(-|z|)))
/// f'(z) = w (sigmoid(z) - y)
/// w     = y + n (1 - y), with n = NegativeWeight
/// </code>
/// Without penalties it is what <see cref="SigmoidCrossEntropy{T}"/> gives.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class InnerProductCrossEntropy<T> : InnerProductLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _labels;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <param name="labels">y, one feature; no gradient flows into it.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public InnerProductCrossEntropy(Tape<T> tape, Variable<T> a, Variable<T> b, Variable<T> labels)
        : base(tape, "inner product cross-entropy", a, b)
    {
        Guard.SameSize(Name, labels.Name, labels.Features, "a label", 1);
        _labels = labels;
    }

    /// <summary>
    /// n: what an example's loss and gradient are multiplied by where its label is 0; where it is 1, they stay as they are.
    /// </summary>
    /// <remarks>A mean is still over the number of the batch's examples, not over their weights.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double NegativeWeight { get; init => field = Guard.Weight(value); } = 1;

    /// <inheritdoc/>
    private protected override double Apply(ref T z, ref T derivatives, LaneShape<T> shape) =>
        SigmoidCrossEntropyKernel.Forward(ref z, ref _labels.Start, ref derivatives, NegativeWeight, shape);
}
