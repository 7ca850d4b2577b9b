using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// The logistic loss of the difference of two scores, the first of which is to be the higher one, summed over the batch:
/// <code>
/// J = log(1 + exp(-(s - s')))
/// </code>
/// Backward: gradS = factor (sigmoid(s - s') - 1), gradS' = -gradS.
/// </summary>
/// <remarks>Of scores that are inner products it is <see cref="BayesianPersonalizedRanking{T}"/>, which takes the vectors.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PairwiseLogistic<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _better;
    private readonly Variable<T> _worse;
    private readonly Variable<T> _derivatives;
    private readonly T[] _labels;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="better">s, one feature.</param>
    /// <param name="worse">s', one feature.</param>
    /// <exception cref="ArgumentException">A score has several features.</exception>
    public PairwiseLogistic(Tape<T> tape, Variable<T> better, Variable<T> worse)
        : base(tape, "pairwise logistic", better, worse)
    {
        Guard.SameSize(Name, better.Name, better.Features, "a score", 1);
        Guard.SameSize(Name, worse.Name, worse.Features, "a score", 1);
        (_better, _worse) = (better, worse);
        Difference = tape.Variable("score difference", 1, requiresGradient: false);
        _derivatives = tape.Variable("sigmoid(s - s') - 1", 1, requiresGradient: false);
        _labels = new T[tape.Shape.Capacity];
        Array.Fill(_labels, T.One);
        Outputs = [Difference];
    }

    /// <summary>s - s'.</summary>
    public Variable<T> Difference { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        TensorPrimitives.Subtract<T>(_better.Value[0], _worse.Value[0], Difference.Value[0]);
        Sum += SigmoidCrossEntropyKernel.Forward(ref Difference.Start, ref _labels[0], ref _derivatives.Start, Difference.Shape);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        T factor = T.CreateTruncating(Factor);
        SigmoidCrossEntropyKernel.Backward(ref _derivatives.Start, factor, ref _better.GradientStart, Adds(0), Difference.Shape);
        SigmoidCrossEntropyKernel.Backward(ref _derivatives.Start, -factor, ref _worse.GradientStart, Adds(1), Difference.Shape);
        _better.ClearPadding();
        _worse.ClearPadding();
    }
}
