using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// Bayesian personalized ranking (Rendle et al., UAI 2009): user u prefers the positive item i to the negative item j by
/// x = u · (i - j) + b_i - b_j, and the loss, summed over the batch, is
/// scale log(1 + exp(-x)) + penalty (|u|² + |i|² + |j|²) / 2 + biasPenalty (b_i² + b_j²) / 2; the biases are the items' last feature,
/// where they have one more than the user. <see cref="Loss{T}.Reduction"/> is that of the first term; the penalties are sums.
/// Backward, with g = scale (sigmoid(x) - 1): gradU = g (i - j) + penalty u, gradI = g u + penalty i, gradJ = -g u + penalty j,
/// gradB_i = g + biasPenalty b_i and gradB_j = -g + biasPenalty b_j.
/// </summary>
/// <remarks>
/// log(1 + exp(-x)) is the cross-entropy of sigmoid(x) with the label 1, and its kernel is that of
/// <see cref="SigmoidCrossEntropy{T}"/>: finite for every x. A user's bias would cancel.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BayesianPersonalizedRanking<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _user;
    private readonly Variable<T> _positive;
    private readonly Variable<T> _negative;
    private readonly Variable<T> _penalties;
    private readonly Variable<T> _derivatives;
    private readonly T[] _labels;
    private readonly bool _hasBias;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="user">u, d features.</param>
    /// <param name="positive">i, d features, or d + 1 with the bias.</param>
    /// <param name="negative">j, as many as i.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public BayesianPersonalizedRanking(Tape<T> tape, Variable<T> user, Variable<T> positive, Variable<T> negative)
        : base(tape, "Bayesian personalized ranking", user, positive, negative)
    {
        _hasBias = positive.Features == user.Features + 1;
        if (!_hasBias) Guard.SameSize(Name, user.Name, user.Features, positive.Name, positive.Features);
        Guard.SameSize(Name, positive.Name, positive.Features, negative.Name, negative.Features);
        (_user, _positive, _negative) = (user, positive, negative);
        Difference = tape.Variable("score difference", 1, requiresGradient: false);
        _penalties = tape.Variable("penalty", 1, requiresGradient: false);
        _derivatives = tape.Variable("sigmoid(x) - 1", 1, requiresGradient: false);
        _labels = new T[tape.Shape.Capacity];
        Array.Fill(_labels, T.One);
        Outputs = [Difference];
    }

    /// <summary>x.</summary>
    public Variable<T> Difference { get; }

    /// <summary>The factor of half the squared lengths of u, i and j.</summary>
    public double Penalty { get; init; }

    /// <summary>The factor of half the squared biases.</summary>
    public double BiasPenalty { get; init; }

    /// <inheritdoc/>
    public override double Value => base.Value + SecondTotal;

    /// <inheritdoc/>
    public override void Forward()
    {
        PairKernel.Forward(
            ref _user.Start, ref _positive.Start, ref _negative.Start, _user.Features, _hasBias,
            T.CreateTruncating(Penalty), T.CreateTruncating(BiasPenalty), ref Difference.Start, ref _penalties.Start, Difference.Shape);
        Sum += SigmoidCrossEntropyKernel.Forward(ref Difference.Start, ref _labels[0], ref _derivatives.Start, Difference.Shape);
        SecondSum += double.CreateTruncating(TensorPrimitives.Sum<T>(_penalties.Value[0][..Difference.Shape.Lanes])) / 2;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        PairKernel.Backward(
            ref _user.Start, ref _positive.Start, ref _negative.Start, _user.Features, _hasBias,
            T.CreateTruncating(Penalty), T.CreateTruncating(BiasPenalty), ref _derivatives.Start, T.CreateTruncating(Factor),
            ref _user.GradientStart, Adds(0), ref _positive.GradientStart, Adds(1), ref _negative.GradientStart, Adds(2), Difference.Shape);
        _user.ClearPadding();
        _positive.ClearPadding();
        _negative.ClearPadding();
    }
}
