using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
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
    /// <exception cref="InvalidOperationException">The matrix is too large for the memory, or for its elements to be numbered.</exception>
    public static SymmetricMatrix<T> Invert<T>(PositiveMatrix positives, ReadOnlyMemory<int> items, double l2, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckMemory((double)items.Length * items.Length * Unsafe.SizeOf<T>(), items.Length);
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

    private static void CheckMemory(double bytes, int items)
    {
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (items <= SymmetricMatrix<float>.MostOrder && bytes <= available) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"EASE inverts a matrix of items x items: the {items:N0} items with a positive need {bytes / 1e9:N1} GB, and this machine has "
            + $"{available / 1e9:N1} GB (at most {SymmetricMatrix<float>.MostOrder:N0} items on any). "
            + $"Use a model without it, such as itemknn, bpr-mf or mkr, or fewer items."));
    }
}
