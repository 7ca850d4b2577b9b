using System.Numerics;
using System.Runtime.InteropServices;

namespace Mkr.Model.Metrics;

/// <summary>
/// The rank of a true tail among all entities, other tails known to be true left out (the filtered setting of Bordes et al., 2013).
/// Ties take the mean of the best and the worst place, the "realistic" rank: 1 + entities above + entities level / 2. A model that
/// scores all alike thus ranks at the middle, not at the top.
/// </summary>
internal static class FilteredRank
{
    /// <summary>Computes the rank; 1 is the best.</summary>
    /// <param name="scores">One score an entity: how plausible it is as the tail; higher is better.</param>
    /// <param name="tail">The true tail that is ranked.</param>
    /// <param name="knownTails">The true tails of this head and relation, no two the same; <paramref name="tail"/> may be one.</param>
    /// <returns>A multiple of 1/2, of at least 1.</returns>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tail is not an entity.</exception>
    public static double Compute(ReadOnlySpan<float> scores, int tail, ReadOnlySpan<int> knownTails)
    {
        MetricGuard.CheckNoNaN(scores);
        CheckEntity(tail, scores.Length);
        float own = scores[tail];
        (int above, int level) = Count(scores, own);
        level--; // the tail itself
        foreach (int known in knownTails)
        {
            CheckEntity(known, scores.Length);
            if (known == tail) continue;
            if (scores[known] > own) above--;
            else if (scores[known] == own) level--;
        }

        return 1 + above + (level / 2.0);
    }

    private static (int Above, int Level) Count(ReadOnlySpan<float> scores, float own)
    {
        Vector<int> above = Vector<int>.Zero, level = Vector<int>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        foreach (Vector<float> vector in vectors)
        {
            above -= Vector.GreaterThan(vector, new Vector<float>(own)); // true is -1
            level -= Vector.Equals(vector, new Vector<float>(own));
        }

        int restAbove = 0, restLevel = 0;
        foreach (float score in scores[(vectors.Length * Vector<float>.Count)..])
        {
            restAbove += score > own ? 1 : 0;
            restLevel += score == own ? 1 : 0;
        }

        return (Vector.Sum(above) + restAbove, Vector.Sum(level) + restLevel);
    }

    private static void CheckEntity(int entity, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entity);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entity, count);
    }
}
