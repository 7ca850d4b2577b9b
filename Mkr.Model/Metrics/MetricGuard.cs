using System.Numerics.Tensors;

namespace Mkr.Model.Metrics;

/// <summary>The argument checks that the metrics share.</summary>
internal static class MetricGuard
{
    /// <summary>Throws unless there is one score an example, and none of them is NaN: a NaN has no place in an order.</summary>
    public static void CheckScores(ReadOnlySpan<float> scores, int examples)
    {
        if (scores.Length != examples)
            throw new ArgumentException($"There are {scores.Length} scores for {examples} examples.", nameof(scores));
        CheckNoNaN(scores);
    }

    /// <summary>Throws if a score is NaN, naming its index.</summary>
    public static void CheckNoNaN(ReadOnlySpan<float> scores)
    {
        if (!TensorPrimitives.IsNaNAny(scores)) return;
        int index = 0;
        while (!float.IsNaN(scores[index])) index++;
        throw new ArgumentException($"Score {index} of {scores.Length} is NaN.", nameof(scores));
    }

    /// <summary>The first <paramref name="k"/> entries of a ranked list, or all of it where it is shorter.</summary>
    public static ReadOnlySpan<bool> Head(ReadOnlySpan<bool> relevance, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        return relevance[..Math.Min(k, relevance.Length)];
    }

    /// <summary>Throws unless exposures and item properties are about the same items.</summary>
    public static void CheckSameItems(ReadOnlySpan<long> exposures, int items)
    {
        if (exposures.Length != items)
            throw new ArgumentException($"There are {exposures.Length} exposures for {items} items.", nameof(exposures));
    }
}
