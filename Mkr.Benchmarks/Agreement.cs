using System.Numerics;

namespace Mkr.Benchmarks;

/// <summary>Before anything is timed, its forms are checked to compute the same.</summary>
internal static class Agreement
{
    /// <summary>
    /// Compares numbers up to the rounding of sums in another order; where they cancel almost to zero, against <paramref name="scale"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Check<TExpected, TActual>(
        string what, ReadOnlySpan<TExpected> expected, ReadOnlySpan<TActual> actual, double scale = 0)
        where TExpected : INumber<TExpected>
        where TActual : INumber<TActual>
    {
        if (expected.Length != actual.Length || expected.IsEmpty)
            throw new InvalidOperationException($"{what}: {expected.Length} numbers, but {actual.Length}.");
        double largest = scale;
        foreach (TExpected number in expected) largest = Math.Max(largest, Math.Abs(double.CreateChecked(number)));
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(double.CreateChecked(expected[i]) - double.CreateChecked(actual[i])) <= 1e-4 * largest))
                throw new InvalidOperationException(
                    $"{what}: number {i} is {expected[i]}, but {actual[i]}: the forms compute different things.");
        }
    }
}
