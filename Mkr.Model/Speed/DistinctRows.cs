using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Speed;

/// <summary>
/// How many rows a training step moves for an example: a row that several examples of a batch look up is read and written once. Counted
/// over one shuffled epoch; an item's entity counts as the item does, and a false tail, drawn at random, as a row of its own.
/// </summary>
internal static class DistinctRows
{
    /// <summary>Rows of users, items and entities a sample, at most 3.</summary>
    public static double OfSample(ReadOnlySpan<Interaction> train, int batchSize) =>
        PerExample(train, batchSize, batch => Count(batch.Select(x => x.User)) + (2 * Count(batch.Select(x => x.Item))));

    /// <summary>Rows of items, entities (heads and tails) and relations a true triple: at most 4, or 5 with a false tail.</summary>
    public static double OfTriple(ReadOnlySpan<Triple> triples, int batchSize, bool hasFalseTail) =>
        PerExample(triples, batchSize, batch =>
            Count(batch.Select(x => x.Head))
            + Count(batch.Select(x => x.Head).Concat(batch.Select(x => x.Tail)))
            + Count(batch.Select(x => x.Relation)))
        + (hasFalseTail ? 1 : 0);

    private static double PerExample<TExample>(ReadOnlySpan<TExample> examples, int batchSize, Func<TExample[], int> count)
    {
        TExample[] shuffled = examples.ToArray();
        new SeededRandom(1).Shuffle(shuffled.AsSpan());
        return shuffled.Chunk(batchSize).Sum(count) / (double)Math.Max(1, shuffled.Length);
    }

    private static int Count(IEnumerable<int> rows) => rows.Distinct().Count();
}
