using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// Cross-entropy of labels y in [0, 1] with sigmoid(z), from the logits z (MKR, equation 9, first term):
/// <code>
/// J     = w (max(z, 0) - z y + log(1 + exp(-|z|))), summed over the examples
/// gradZ = factor w (sigmoid(z) - y)
/// w     = y + n (1 - y), with n = NegativeWeight
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SigmoidCrossEntropy<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _logits;
    private readonly Variable<T> _labels;
    private readonly Variable<T> _differences;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="logits">z, one feature.</param>
    /// <param name="labels">y, one feature; no gradient flows into it.</param>
    public SigmoidCrossEntropy(Tape<T> tape, Variable<T> logits, Variable<T> labels)
        : base(tape, "sigmoid cross-entropy", logits)
    {
        Guard.SameSize(Name, logits.Name, logits.Features, "a logit", 1);
        Guard.SameSize(Name, labels.Name, labels.Features, "a label", 1);
        _logits = logits;
        _labels = labels;
        _differences = tape.Variable("sigmoid(z) - y", 1, requiresGradient: false);
    }

    /// <summary>
    /// n: what an example's loss and gradient are multiplied by where its label is 0; where it is 1, they stay as they are.
    /// </summary>
    /// <remarks>A mean is still over the number of the batch's examples, not over their weights.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double NegativeWeight { get; init => field = Guard.Weight(value); } = 1;

    /// <inheritdoc/>
    public override void Forward() => Sum += SigmoidCrossEntropyKernel.Forward(
        ref _logits.Start, ref _labels.Start, ref _differences.Start, NegativeWeight, _logits.Shape);

    /// <inheritdoc/>
    public override void Backward()
    {
        SigmoidCrossEntropyKernel.Backward(ref _differences.Start, T.CreateTruncating(Factor), ref _logits.GradientStart, Adds(0),
            _logits.Shape);
        _logits.ClearPadding();
    }
}
