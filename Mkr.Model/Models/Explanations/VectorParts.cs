using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Mkr.Model.Models.Explanations;

/// <summary>Divides an inner product of a user's and an item's learnt vectors over the user's history.</summary>
/// <remarks>
/// A vector that is learnt is not a sum over the history. What of it the history stands for is found by ridge regression on the vectors of
/// the history's items: y = sum over j of a_j x_j + rest, a = X (XT X + lambda I)^-1 y, lambda a tenth of the mean |x_j|². Item j
/// contributes a_j x_j · x_i, and the rest is a contribution of its own, so that the sum is exact. Where users' vectors are ridge
/// regressions themselves, this is the explanation of Hu, Koren and Volinsky (ICDM 2008, section 5).
/// </remarks>
internal static class VectorParts
{
    private const double Ridge = 0.1;

    /// <summary>The contributions to user · item.</summary>
    /// <param name="user">The user's vector.</param>
    /// <param name="item">The item's vector.</param>
    /// <param name="history">The history's items.</param>
    /// <param name="vectors">The vectors of all items, a row each.</param>
    /// <param name="biases">
    /// What the products of the last elements are, one each; these elements are numbers of the user or the item, and no part of a vector.
    /// </param>
    public static ContributionList Explain(
        ReadOnlySpan<float> user, ReadOnlySpan<float> item, ReadOnlySpan<int> history, ReadOnlySpan<float> vectors,
        IReadOnlyList<string> biases)
    {
        int length = item.Length, dim = length - biases.Count;
        var parts = new ContributionList();
        for (int b = 0; b < biases.Count; b++) parts.Add(biases[b], (double)user[dim + b] * item[dim + b]);
        double[] coefficients = Solve(user[..dim], history, vectors, length), x = Widen(item[..dim]);
        double rest = TensorPrimitives.Dot<double>(Widen(user[..dim]), x);
        for (int i = 0; i < history.Length; i++)
        {
            double[] row = Widen(vectors.Slice(history[i] * length, dim));
            double amount = TensorPrimitives.Dot<double>(row, coefficients) * TensorPrimitives.Dot<double>(row, x);
            parts.Add(Terms.Vectors, amount, history[i]);
            rest -= amount;
        }

        parts.Add(Terms.RestOfVectors, rest);
        return parts;
    }

    /// <summary>(XT X + lambda I)^-1 y; zeros where the history has no vector of a length.</summary>
    private static double[] Solve(ReadOnlySpan<float> y, ReadOnlySpan<int> history, ReadOnlySpan<float> vectors, int length)
    {
        int dim = y.Length;
        double[] gram = new double[dim * dim];
        foreach (int j in history)
        {
            double[] row = Widen(vectors.Slice(j * length, dim));
            for (int a = 0; a < dim; a++)
            {
                Span<double> line = gram.AsSpan(a * dim, dim);
                TensorPrimitives.MultiplyAdd(row, row[a], line, line);
            }
        }

        double trace = 0;
        for (int a = 0; a < dim; a++) trace += gram[a * (dim + 1)];
        if (trace == 0) return new double[dim];
        for (int a = 0; a < dim; a++) gram[a * (dim + 1)] += Ridge * trace / history.Length;
        return new DenseMatrix(dim, dim, gram).Cholesky().Solve(DenseVector.OfArray(Widen(y))).AsArray();
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, wide);
        return wide;
    }
}
