using Mkr.Engine.Randomness;

namespace Mkr.Model.Data;

/// <summary>Keeps a random share of rows.</summary>
internal static class RandomShare
{
    /// <summary>
    /// round(n x <paramref name="share"/>) of the rows, at least one, in their order. Of the same seed a smaller
    /// share is a part of a larger one.
    /// </summary>
    public static T[] Of<T>(T[] rows, double share, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        int[] chosen = [.. Enumerable.Range(0, rows.Length)];
        random.Shuffle(chosen.AsSpan());
        int count = Math.Max(Math.Min(1, rows.Length), (int)Math.Round(rows.Length * share));
        Array.Sort(chosen, 0, count);
        return [.. chosen.Take(count).Select(i => rows[i])];
    }
}
