using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>
/// Corrupts true triples into false ones, (h, r, t) into (h, r, t') or (h', r, t), uniform over the entities that make it false.
/// </summary>
internal sealed class NegativeTripleSampler(KnowledgeGraph graph)
{
    private const int Attempts = 64;

    /// <summary>A triple with the same head and relation that is not in the graph. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">Every tail makes a true triple.</exception>
    public Triple SampleTail(in Triple triple, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int entityCount = graph.Entities.Count;
        Triple corrupted = triple;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            corrupted = triple with { Tail = random.NextInt32(entityCount) };
            if (!graph.Contains(corrupted)) return corrupted;
        }

        // Nearly every tail is true: take the first false one after a random place, so that the search ends.
        for (int i = 1; i <= entityCount; i++)
        {
            Triple next = corrupted with { Tail = (int)(((long)corrupted.Tail + i) % entityCount) };
            if (!graph.Contains(next)) return next;
        }

        throw new InvalidOperationException(
            $"Head {triple.Head} and relation {triple.Relation} are true with each of {entityCount} tails: no false triple exists. "
            + "Take the relation out of the graph, or add entities.");
    }

    /// <summary>
    /// A triple with the same relation and tail, and one of <paramref name="heads"/>, that is not in the graph; after many true ones in a
    /// row the last of them. Allocates nothing.
    /// </summary>
    public Triple SampleHead(in Triple triple, ReadOnlySpan<int> heads, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Triple corrupted = triple;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            corrupted = triple with { Head = heads[random.NextInt32(heads.Length)] };
            if (!graph.Contains(corrupted)) break;
        }

        return corrupted;
    }
}
