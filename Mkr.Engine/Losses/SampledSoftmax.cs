using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>
/// The cross-entropy of a positive among its negatives: examples come in groups of g, the positive first, and with the group's scores z
/// <code>
/// J       = log(sum over k of exp(z_k)) - z_0, summed over the groups
/// gradZ_k = factor (exp(z_k) / sum over l of exp(z_l) - [k = 0])
/// </code>
/// With g = 2 it is the loss of Bayesian personalized ranking (Rendle et al., UAI 2009): log(1 + exp(z_1 - z_0)).
/// </summary>
/// <remarks>
/// A mean is over the examples of the batch: the loss of a group counts 1 / g as much as in a mean over the groups. A last group that the
/// batch's end cuts off has fewer negatives.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SampledSoftmax<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _scores;
    private readonly Variable<T> _shares;
    private readonly int _group;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape; where a batch may have several tiles, they hold whole groups.</param>
    /// <param name="scores">z, one feature.</param>
    /// <param name="group">g, 2 or more.</param>
    /// <exception cref="ArgumentException">
    /// There are several scores an example, g is below 2, or a tile would end within a group.
    /// </exception>
    public SampledSoftmax(Tape<T> tape, Variable<T> scores, int group)
        : base(tape, "sampled softmax", scores)
    {
        Guard.SameSize(Name, scores.Name, scores.Features, "a score", 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 2);
        int tile = tape.Shape.Capacity;
        if (tape.MaxBatch > tile && tile % group != 0)
        {
            throw new ArgumentException(
                $"{Name}: a tile of {tile} examples ends within a group of {group}: take groups of a size that divides it.", nameof(group));
        }

        (_scores, _group) = (scores, group);
        _shares = tape.Variable("shares", 1, requiresGradient: false);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> scores = _scores.Value[0];
        Span<T> shares = _shares.Value[0];
        double sum = 0;
        for (int start = 0; start < _scores.Shape.Lanes; start += _group)
        {
            ReadOnlySpan<T> group = scores[start..Math.Min(start + _group, _scores.Shape.Lanes)];
            Span<T> share = shares.Slice(start, group.Length);
            T largest = TensorPrimitives.Max(group);
            TensorPrimitives.Subtract(group, largest, share);
            T first = share[0];
            TensorPrimitives.Exp(share, share);
            T total = TensorPrimitives.Sum<T>(share);
            TensorPrimitives.Divide(share, total, share);
            sum += double.CreateTruncating(T.Log(total) - first);
            share[0] -= T.One;
        }

        Sum += sum;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        T factor = T.CreateTruncating(Factor);
        Span<T> gradient = _scores.Gradient[0];
        if (Adds(0)) TensorPrimitives.MultiplyAdd(_shares.Value[0], factor, gradient, gradient);
        else TensorPrimitives.Multiply(_shares.Value[0], factor, gradient);
        _scores.ClearPadding();
    }
}
