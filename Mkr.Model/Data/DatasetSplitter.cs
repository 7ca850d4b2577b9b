using Mkr.Engine.Randomness;

namespace Mkr.Model.Data;

/// <summary>Divides interactions at random into training, validation and test part.</summary>
internal static class DatasetSplitter
{
    /// <summary>
    /// Shuffles a copy of <paramref name="rows"/> and divides it: floor(n x <paramref name="validation"/>) rows to validation,
    /// floor(n x <paramref name="test"/>) rows to test, the others to training. The default is the paper's 6:2:2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A share is negative, or both together are 1 or more.</exception>
    public static DatasetSplit SplitRows(Interaction[] rows, SeededRandom random, double validation = 0.2, double test = 0.2)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(validation);
        ArgumentOutOfRangeException.ThrowIfNegative(test);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(validation + test, 1);

        Interaction[] shuffled = rows.ToArray();
        random.Shuffle(shuffled.AsSpan());
        int validationCount = (int)(rows.Length * validation);
        int testCount = (int)(rows.Length * test);
        int trainCount = rows.Length - validationCount - testCount;
        return new DatasetSplit(
            shuffled[..trainCount],
            shuffled[trainCount..(trainCount + validationCount)],
            shuffled[(trainCount + validationCount)..]);
    }
}
