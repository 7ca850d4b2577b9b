using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Mkr.Model.Models.LinearModels;

/// <summary>
/// Newton's method on a convex loss plus ridge |w|² / 2. A step that does not lower their sum is halved. It starts at 0, and ends where a
/// step hardly lowers it any more. Weights that may not be below 0 stay at 0 where the loss would rise above it (projected Newton;
/// Bertsekas, 1982).
/// </summary>
internal static class NewtonMethod
{
    private const int MostSteps = 50;
    private const double SmallestStep = 1e-6;

    // Twice what a step can lower the loss by: near the end a step's error is about the square of the one before, so this is the last.
    private const double LastDecrement = 1e-13;

    // Added to the diagonal of the Hessian, which is 0 for features that say nothing: the way changes, not its end.
    private const double Damping = 1e-12;

    /// <summary>The weights of the least loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="ridges">The ridge of each weight, 0 or more.</param>
    /// <param name="nonNegative">Whether no weight may be below 0.</param>
    public static double[] Minimize<TLoss>(TLoss loss, ReadOnlySpan<double> ridges, bool nonNegative = false)
        where TLoss : IConvexLoss, allows ref struct
    {
        int size = ridges.Length;
        double[] weights = new double[size], gradient = new double[size], hessian = new double[size * size];
        double present = Differentiate(loss, ridges, weights, gradient, hessian);
        for (int step = 0; step < MostSteps; step++)
        {
            if (nonNegative) Hold(weights, gradient, hessian);
            double[] direction = new DenseMatrix(size, size, hessian).Cholesky().Solve(DenseVector.OfArray(gradient)).AsArray();
            double decrement = TensorPrimitives.Dot<double>(gradient, direction), scale = 1, next;
            double[] before = [.. weights];
            do
            {
                for (int i = 0; i < size; i++) weights[i] = before[i] - (scale * direction[i]);
                if (nonNegative) TensorPrimitives.Max(weights, 0, weights);
                if (decrement < LastDecrement) return weights;
                next = Differentiate(loss, ridges, weights, gradient, hessian);
                scale /= 2;
            }
            while (!(next < present) && scale > SmallestStep);
            if (!(next < present)) return before;
            present = next;
        }

        return weights;
    }

    /// <summary>The upper triangle, row by row, of hessian += scale x xT.</summary>
    public static void AddSquare(ReadOnlySpan<double> x, double scale, Span<double> hessian)
    {
        for (int i = 0; i < x.Length; i++)
        {
            Span<double> upper = hessian.Slice((i * x.Length) + i, x.Length - i);
            TensorPrimitives.MultiplyAdd(x[i..], scale * x[i], upper, upper);
        }
    }

    /// <returns>The loss with its penalty; its gradient and its Hessian are written.</returns>
    public static double Differentiate<TLoss>(
        TLoss loss, ReadOnlySpan<double> ridges, double[] weights, double[] gradient, double[] hessian)
        where TLoss : IConvexLoss, allows ref struct
    {
        int size = weights.Length;
        Array.Clear(gradient);
        Array.Clear(hessian);
        double sum = loss.Differentiate(weights, gradient, hessian);
        for (int i = 0; i < size; i++)
        {
            sum += ridges[i] * weights[i] * weights[i] / 2;
            gradient[i] += ridges[i] * weights[i];
            hessian[(i * size) + i] += ridges[i] + Damping;
            for (int j = 0; j < i; j++) hessian[(i * size) + j] = hessian[(j * size) + i];
        }

        return sum;
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
}
