using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>How alike two vectors are; the more, the larger.</summary>
public enum Similarity
{
    /// <summary>a · b.</summary>
    InnerProduct,

    /// <summary>-|a - b|₁, the sum of the absolute differences.</summary>
    L1,

    /// <summary>-|a - b|, the Euclidean distance.</summary>
    L2,

    /// <summary>-|a - b|², its square.</summary>
    SquaredL2,
}

/// <summary>Records and computes similarities.</summary>
internal static class Similarities
{
    /// <summary>Records the similarity of an example's two vectors.</summary>
    /// <returns>One feature.</returns>
    /// <exception cref="ArgumentException">The vectors have different lengths.</exception>
    public static Variable<T> Record<T>(this Similarity similarity, Tape<T> tape, Variable<T> a, Variable<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        similarity == Similarity.InnerProduct
            ? new InnerProduct<T>(tape, a, b).Output
            : new NegativeDistance<T>(tape, a, b, similarity).Output;

    /// <summary>The similarity of each row of one matrix to each column of another.</summary>
    /// <param name="similarity">Which.</param>
    /// <param name="rows">[n x features], row-major.</param>
    /// <param name="columns">[features x lanes]: what many rows are compared with, feature by feature.</param>
    /// <param name="results">Receives [n x lanes], row-major: those of row i from i columns.Lanes on.</param>
    /// <exception cref="ArgumentException">The sizes do not agree.</exception>
    public static void Compute<T>(this Similarity similarity, ReadOnlySpan<T> rows, LaneMatrix<T> columns, Span<T> results)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = rows.Length / columns.Features;
        if (rows.Length != count * columns.Features || results.Length != count * columns.Lanes)
        {
            throw new ArgumentException(
                $"{rows.Length} numbers of rows of {columns.Features} features, {columns.Lanes} columns, {results.Length} results.");
        }

        if (count > 0) SimilarityMatrixKernel.Forward(similarity, rows, columns, results);
    }
}
