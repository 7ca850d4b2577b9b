using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Mkr.Model.Models.LinearModels;

/// <summary>Fits P(y = 1) = sigmoid(b + w x) by maximum likelihood with a ridge penalty.</summary>
/// <remarks>
/// Newton's method (iteratively reweighted least squares) on the mean of log(1 + exp(-(2y - 1) z)) + ridge |w|^2 / 2, z = b + w x; the bias
/// is not penalised. A step that does not lower the loss is halved. Without a penalty, labels that the features separate have no largest
/// likelihood: the weights then stop growing where the loss is as good as 0.
/// </remarks>
internal static class LogisticRegression
{
    private const int MostSteps = 50;
    private const double SmallestStep = 1e-6;

    // Twice what a step can lower the loss by: near the end a step's error is about the square of the one before, so this is the last.
    private const double LastDecrement = 1e-13;

    // Added to the diagonal of the Hessian, which is 0 for constant features and where labels are separated: the way changes, not its end.
    private const double Damping = 1e-12;

    /// <summary>Fits the weights.</summary>
    /// <param name="features">The examples, end to end.</param>
    /// <param name="labels">Their labels: at least one of each.</param>
    /// <param name="ridge">The weight of the penalty, 0 or more.</param>
    /// <returns>The bias, and then the weights in the order of the features.</returns>
    public static double[] Fit(ReadOnlySpan<double> features, ReadOnlySpan<bool> labels, double ridge = 0)
    {
        if (!labels.Contains(true) || !labels.Contains(false))
            throw new ArgumentException("Logistic regression needs examples of both labels.", nameof(labels));
        int size = (features.Length / labels.Length) + 1;
        double[] weights = new double[size], gradient = new double[size], hessian = new double[size * size];
        double loss = Differentiate(features, labels, ridge, weights, gradient, hessian);
        for (int step = 0; step < MostSteps; step++)
        {
            double[] direction = new DenseMatrix(size, size, hessian).Cholesky().Solve(DenseVector.OfArray(gradient)).AsArray();
            double decrement = TensorPrimitives.Dot<double>(gradient, direction), scale = 1, next;
            double[] before = [.. weights];
            do
            {
                for (int i = 0; i < size; i++) weights[i] = before[i] - (scale * direction[i]);
                if (decrement < LastDecrement) return weights;
                next = Differentiate(features, labels, ridge, weights, gradient, hessian);
                scale /= 2;
            }
            while (!(next < loss) && scale > SmallestStep);
            if (!(next < loss)) return before;
            loss = next;
        }

        return weights;
    }

    /// <summary>z = b + w x.</summary>
    public static double Logit(ReadOnlySpan<double> weights, ReadOnlySpan<double> features)
    {
        double z = weights[0];
        for (int i = 0; i < features.Length; i++) z += weights[i + 1] * features[i];
        return z;
    }

    /// <returns>The loss; its gradient and its Hessian are written.</returns>
    private static double Differentiate(
        ReadOnlySpan<double> features, ReadOnlySpan<bool> labels, double ridge, double[] weights, double[] gradient, double[] hessian)
    {
        int size = weights.Length;
        Array.Clear(gradient);
        Array.Clear(hessian);
        double[] x = new double[size];
        x[0] = 1;
        double loss = 0, share = 1.0 / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            features.Slice(row * (size - 1), size - 1).CopyTo(x.AsSpan(1));
            double z = Logit(weights, x.AsSpan(1)), p = 1 / (1 + Math.Exp(-z)), margin = labels[row] ? z : -z;
            loss += share * (Math.Max(0, -margin) + double.LogP1(Math.Exp(-Math.Abs(margin))));
            TensorPrimitives.MultiplyAdd(x, share * (p - (labels[row] ? 1 : 0)), gradient, gradient);
            for (int i = 0; i < size; i++) // the upper triangle, row by row
            {
                Span<double> upper = hessian.AsSpan((i * size) + i, size - i);
                TensorPrimitives.MultiplyAdd(x.AsSpan(i), share * p * (1 - p) * x[i], upper, upper);
            }
        }

        for (int i = 0; i < size; i++)
        {
            double penalty = i == 0 ? 0 : ridge;
            loss += penalty * weights[i] * weights[i] / 2;
            gradient[i] += penalty * weights[i];
            hessian[(i * size) + i] += penalty + Damping;
            for (int j = 0; j < i; j++) hessian[(i * size) + j] = hessian[(j * size) + i];
        }

        return loss;
    }
}
