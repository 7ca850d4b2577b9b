using System.Numerics.Tensors;

namespace Mkr.Model.Models.LinearModels;

/// <summary>
/// Fits P(the first of a group) = exp(w x_0) / sum over k of exp(w x_k) by maximum likelihood with a ridge penalty: the conditional logit
/// of McFadden (1974), here a positive among its negatives.
/// </summary>
/// <remarks>
/// <see cref="NewtonMethod"/> on the mean over the groups of log(sum over k of exp(w (x_k - x_0))) + ridge |w|² / 2. A feature that is the
/// same in all of a group says nothing there. With groups of two it is BPR's loss.
/// </remarks>
internal static class ConditionalLogit
{
    // Of most examples: the Hessian without them shows a good way too, and the gradient, which says where it ends, has them all.
    private const double LeastShare = 1e-5;

    /// <summary>Fits the weights.</summary>
    /// <param name="features">The groups' examples, end to end, the first of each its positive.</param>
    /// <param name="size">The features of an example.</param>
    /// <param name="group">The examples of a group.</param>
    /// <param name="ridge">The weight of the penalty, 0 or more.</param>
    /// <param name="nonNegative">Whether no weight may be below 0.</param>
    /// <returns>The weights in the order of the features.</returns>
    public static double[] Fit(ReadOnlySpan<double> features, int size, int group, double ridge, bool nonNegative = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 2);
        if (features.IsEmpty || features.Length % (size * group) != 0)
        {
            throw new ArgumentException(
                $"{features.Length} numbers are not groups of {group} examples of {size} features.", nameof(features));
        }

        return NewtonMethod.Minimize(new Loss(features, group), [.. Enumerable.Repeat(ridge, size)], nonNegative);
    }

    /// <returns>The loss with its penalty; its gradient and its Hessian, the groups' covariances of the features, are written.</returns>
    internal static double Differentiate(
        ReadOnlySpan<double> features, int group, double ridge, double[] weights, double[] gradient, double[] hessian) =>
        NewtonMethod.Differentiate(
            new Loss(features, group), [.. Enumerable.Repeat(ridge, weights.Length)], weights, gradient, hessian);

    private readonly ref struct Loss(ReadOnlySpan<double> features, int group) : IConvexLoss
    {
        private readonly ReadOnlySpan<double> _features = features;

        public double Differentiate(ReadOnlySpan<double> weights, Span<double> gradient, Span<double> hessian)
        {
            int size = weights.Length, groups = _features.Length / (size * group);
            double[] p = new double[group], mean = new double[size], difference = new double[size];
            double loss = 0, share = 1.0 / groups;
            for (int g = 0; g < groups; g++)
            {
                ReadOnlySpan<double> rows = _features.Slice(g * group * size, group * size);
                loss += share * Softmax(rows, weights, p);
                Array.Clear(mean);
                for (int k = 0; k < group; k++) TensorPrimitives.MultiplyAdd(rows.Slice(k * size, size), p[k], mean, mean);
                for (int i = 0; i < size; i++) gradient[i] += share * (mean[i] - rows[i]);
                for (int k = 0; k < group; k++)
                {
                    if (p[k] < LeastShare) continue;
                    TensorPrimitives.Subtract(rows.Slice(k * size, size), mean, difference);
                    NewtonMethod.AddSquare(difference, share * p[k], hessian);
                }
            }

            return loss;
        }

        /// <returns>-log of the first one's probability; all probabilities are written.</returns>
        private static double Softmax(ReadOnlySpan<double> rows, ReadOnlySpan<double> weights, Span<double> p)
        {
            for (int k = 0; k < p.Length; k++) p[k] = TensorPrimitives.Dot(rows.Slice(k * weights.Length, weights.Length), weights);
            double first = p[0], largest = TensorPrimitives.Max<double>(p);
            foreach (ref double x in p) x = Math.Exp(x - largest);
            double total = TensorPrimitives.Sum<double>(p);
            TensorPrimitives.Divide(p, total, p);
            return Math.Log(total) + largest - first;
        }
    }
}
