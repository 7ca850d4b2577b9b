using System.Numerics;
using Mkr.Engine.LinearAlgebra;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Models.LinearModels;

/// <summary>P = (XT X + lambda I)^-1 over the items that have a positive, from which EASE's weights are read.</summary>
/// <remarks>
/// For all other items the row of XT X is 0, so that P is 1 / lambda on the diagonal and 0 elsewhere: leaving them out changes nothing, and
/// what an inverse costs grows with the cube of the items.
/// </remarks>
internal static class ItemGram
{
    /// <summary>Counts XT X and inverts it in its place.</summary>
    /// <param name="positives">X.</param>
    /// <param name="items">The items with a positive, ascending: the rows and columns of the result.</param>
    /// <param name="l2">lambda.</param>
    /// <param name="threads">The number of threads; it does not change the result.</param>
    public static SymmetricMatrix<T> Invert<T>(PositiveMatrix positives, ReadOnlyMemory<int> items, double l2, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gram = new SymmetricMatrix<T>(items.Length);
        BlockSchedule.Run(items.Length, threads, () => new int[positives.ItemCount], (i, counts) =>
        {
            ReadOnlySpan<int> columns = items.Span;
            positives.AddCommonUsers(columns[i], counts);
            Span<T> row = gram.Row(i);
            for (int j = 0; j < columns.Length; j++) row[j] = T.CreateChecked(counts[columns[j]]);
            row[i] += T.CreateChecked(l2);
            Array.Clear(counts);
        });
        SymmetricInverse.Invert(gram, threads);
        return gram;
    }
}
