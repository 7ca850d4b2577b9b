using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Mkr.Model.Models.LinearModels;

/// <summary>
/// Fits P(the first of a group) = exp(w x_0) / sum over k of exp(w x_k) by maximum likelihood with a ridge penalty: the conditional logit
/// of McFadden (1974), here a positive among its negatives.
/// </summary>
/// <remarks>
/// Newton's method on the mean over the groups of log(sum over k of exp(w (x_k - x_0))) + ridge |w|² / 2, which is convex; a step that
/// does not lower the loss is halved. A feature that is the same in all of a group says nothing there. Weights that may not be below 0 stay
/// at 0 where the loss would rise above it (projected Newton; Bertsekas, 1982). With groups of two it is BPR's loss.
/// </remarks>
internal static class ConditionalLogit
{
    private const int MostSteps = 50;
    private const double SmallestStep = 1e-6;
    private const double LastDecrement = 1e-12;

    // Added to the diagonal of the Hessian, which is 0 for features that are constant in each group.
    private const double Damping = 1e-9;

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

        double[] weights = new double[size], gradient = new double[size], hessian = new double[size * size];
        double loss = Differentiate(features, group, ridge, weights, gradient, hessian);
        for (int step = 0; step < MostSteps; step++)
        {
            if (nonNegative) Hold(weights, gradient, hessian);
            double[] direction = new DenseMatrix(size, size, hessian).Cholesky().Solve(DenseVector.OfArray(gradient)).AsArray();
            if (TensorPrimitives.Dot<double>(gradient, direction) < LastDecrement) return weights;
            double scale = 1, next;
            double[] before = [.. weights];
            do
            {
                for (int i = 0; i < size; i++)
                {
                    weights[i] = before[i] - (scale * direction[i]);
                    if (nonNegative) weights[i] = Math.Max(weights[i], 0);
                }

                next = Differentiate(features, group, ridge, weights, gradient, hessian);
                scale /= 2;
            }
            while (!(next < loss) && scale > SmallestStep);
            if (!(next < loss)) return before;
            loss = next;
        }

        return weights;
    }

    /// <returns>The loss; its gradient and its Hessian, the groups' covariances of the features, are written.</returns>
    internal static double Differentiate(
        ReadOnlySpan<double> features, int group, double ridge, double[] weights, double[] gradient, double[] hessian)
    {
        int size = weights.Length, groups = features.Length / (size * group);
        Array.Clear(gradient);
        Array.Clear(hessian);
        double[] p = new double[group], mean = new double[size], difference = new double[size];
        double loss = 0, share = 1.0 / groups;
        for (int g = 0; g < groups; g++)
        {
            ReadOnlySpan<double> rows = features.Slice(g * group * size, group * size);
            for (int k = 0; k < group; k++) p[k] = TensorPrimitives.Dot(rows.Slice(k * size, size), weights);
            double first = p[0], largest = TensorPrimitives.Max<double>(p);
            for (int k = 0; k < group; k++) p[k] = Math.Exp(p[k] - largest);
            double total = TensorPrimitives.Sum<double>(p);
            loss += share * (Math.Log(total) + largest - first);
            Array.Clear(mean);
            for (int k = 0; k < group; k++)
            {
                p[k] /= total;
                TensorPrimitives.MultiplyAdd(rows.Slice(k * size, size), p[k], mean, mean);
            }

            for (int i = 0; i < size; i++) gradient[i] += share * (mean[i] - rows[i]);
            for (int k = 0; k < group; k++)
            {
                // What hardly has a share adds nothing.
                if (p[k] < 1e-9) continue;
                TensorPrimitives.Subtract(rows.Slice(k * size, size), mean, difference);
                AddSquare(difference, share * p[k], hessian);
            }
        }

        for (int i = 0; i < size; i++)
        {
            loss += ridge * weights[i] * weights[i] / 2;
            gradient[i] += ridge * weights[i];
            hessian[(i * size) + i] += ridge + Damping;
            for (int j = 0; j < i; j++) hessian[(i * size) + j] = hessian[(j * size) + i];
        }

        return loss;
    }

    /// <summary>Leaves weights that are 0, and above which the loss rises, out of a step.</summary>
    private static void Hold(double[] weights, double[] gradient, double[] hessian)
    {
        int size = weights.Length;
        for (int i = 0; i < size; i++)
        {
            if (weights[i] > 0 || gradient[i] <= 0) continue;
            gradient[i] = 0;
            for (int j = 0; j < size; j++) hessian[(i * size) + j] = hessian[(j * size) + i] = i == j ? 1 : 0;
        }
    }

    /// <summary>The upper triangle, row by row, of hessian += scale x xT.</summary>
    private static void AddSquare(double[] x, double scale, double[] hessian)
    {
        for (int i = 0; i < x.Length; i++)
        {
            Span<double> upper = hessian.AsSpan((i * x.Length) + i, x.Length - i);
            TensorPrimitives.MultiplyAdd(x.AsSpan(i), scale * x[i], upper, upper);
        }
    }
}
