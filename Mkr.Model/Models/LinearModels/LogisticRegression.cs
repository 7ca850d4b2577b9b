using System.Numerics.Tensors;
using Mkr.Model.Metrics;

namespace Mkr.Model.Models.LinearModels;

/// <summary>Fits P(y = 1) = sigmoid(b + w x) by maximum likelihood with a ridge penalty.</summary>
/// <remarks>
/// <see cref="NewtonMethod"/> (here: iteratively reweighted least squares) on the mean of log(1 + exp(-(2y - 1) z)) + ridge |w|² / 2,
/// z = b + w x; the bias is not penalised. Without a penalty, labels that the features separate have no largest likelihood: the weights
/// then stop growing where the loss is as good as 0.
/// </remarks>
internal static class LogisticRegression
{
    /// <summary>Fits the weights.</summary>
    /// <param name="features">The examples, end to end.</param>
    /// <param name="labels">Their labels: at least one of each.</param>
    /// <param name="ridge">The weight of the penalty, 0 or more.</param>
    /// <returns>The bias, and then the weights in the order of the features.</returns>
    public static double[] Fit(ReadOnlySpan<double> features, ReadOnlySpan<bool> labels, double ridge = 0)
    {
        if (!labels.Contains(true) || !labels.Contains(false))
            throw new ArgumentException("Logistic regression needs examples of both labels.", nameof(labels));
        return NewtonMethod.Minimize(new Loss(features, labels), [0, .. Enumerable.Repeat(ridge, features.Length / labels.Length)]);
    }

    /// <summary>z = b + w x.</summary>
    public static double Logit(ReadOnlySpan<double> weights, ReadOnlySpan<double> features)
    {
        double z = weights[0];
        for (int i = 0; i < features.Length; i++) z += weights[i + 1] * features[i];
        return z;
    }

    private readonly ref struct Loss(ReadOnlySpan<double> features, ReadOnlySpan<bool> labels) : IConvexLoss
    {
        private readonly ReadOnlySpan<double> _features = features;
        private readonly ReadOnlySpan<bool> _labels = labels;

        public double Differentiate(ReadOnlySpan<double> weights, Span<double> gradient, Span<double> hessian)
        {
            int size = weights.Length;
            double[] x = new double[size];
            x[0] = 1;
            double loss = 0, share = 1.0 / _labels.Length;
            for (int row = 0; row < _labels.Length; row++)
            {
                _features.Slice(row * (size - 1), size - 1).CopyTo(x.AsSpan(1));
                double z = Logit(weights, x.AsSpan(1)), p = Sigmoid.Of(z), margin = _labels[row] ? z : -z;
                loss += share * (Math.Max(0, -margin) + double.LogP1(Math.Exp(-Math.Abs(margin))));
                TensorPrimitives.MultiplyAdd(x, share * (p - (_labels[row] ? 1 : 0)), gradient, gradient);
                NewtonMethod.AddSquare(x, share * p * (1 - p), hessian);
            }

            return loss;
        }
    }
}
