using System.Runtime.CompilerServices;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>
/// Draws what makes false triples of true ones: the side that is replaced, and an entity for it, uniformly among all. A triple that is in
/// the training graph is drawn again, up to a hundred times. Allocates nothing.
/// </summary>
internal sealed class TripleCorruptor
{
    private const int MostTries = 100;

    private readonly TripleSet _known;
    private readonly int _entities;
    private readonly double[] _replacesHead;

    /// <summary>A corruptor of the training graph's triples.</summary>
    /// <param name="triples">The training triples; repetitions do not count.</param>
    /// <param name="entities">The number of entities.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="isBernoulli">
    /// Whether a relation decides how often the head is replaced: with probability tph / (tph + hpt), tph being its triples divided by its
    /// different heads and hpt by its different tails (TransH, Wang et al., 2014, section 3.2). Else it is half the times.
    /// </param>
    public TripleCorruptor(ReadOnlySpan<Triple> triples, int entities, int relations, bool isBernoulli)
    {
        _entities = entities;
        _known = new TripleSet(triples, entities, relations);
        _replacesHead = new double[relations];
        Array.Fill(_replacesHead, 0.5);
        if (!isBernoulli) return;
        foreach (IGrouping<int, Triple> ofRelation in triples.ToArray().Distinct().GroupBy(triple => triple.Relation))
        {
            double heads = ofRelation.Select(triple => triple.Head).Distinct().Count();
            double tails = ofRelation.Select(triple => triple.Tail).Distinct().Count();
            _replacesHead[ofRelation.Key] = tails / (heads + tails);
        }
    }

    /// <summary>
    /// The probability that a false triple of the relation has another head: tph / (tph + hpt) = tails / (tails + heads).
    /// </summary>
    public double HeadProbability(int relation) => _replacesHead[relation];

    /// <summary>Whether the head is to be replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool DrawSide(int relation, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.NextDouble() < _replacesHead[relation];
    }

    /// <summary>An entity in the place of the triple's head, or of its tail.</summary>
    public int DrawEntity(in Triple triple, bool replacesHead, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int entity = random.NextInt32(_entities);
        for (int tries = 1; tries < MostTries && IsKnown(triple, replacesHead, entity); tries++) entity = random.NextInt32(_entities);
        return entity;
    }

    /// <summary>In bits: a branch on a random side would be guessed wrong every other time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsKnown(in Triple triple, bool replacesHead, int entity)
    {
        int inHead = -Convert.ToInt32(replacesHead);
        return _known.Contains(
            triple.Head ^ ((triple.Head ^ entity) & inHead), triple.Relation, triple.Tail ^ ((triple.Tail ^ entity) & ~inHead));
    }
}
