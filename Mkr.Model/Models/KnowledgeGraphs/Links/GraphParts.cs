using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// A graph's different triples in three parts: to learn from, to choose the best epoch by, and to report link prediction on.
/// </summary>
/// <param name="Train">The training part.</param>
/// <param name="Validation">The validation part.</param>
/// <param name="Test">The test part.</param>
internal sealed record GraphParts(Triple[] Train, Triple[] Validation, Triple[] Test)
{
    /// <summary>
    /// Holds triples out: of a random order of the different triples, or of the different pairs of a head and a tail with all their
    /// triples,
    /// the first are for validation, the next for testing. What has an entity or a relation that no training triple has goes back to
    /// training.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shares">The parts' shares.</param>
    /// <param name="heldOut">What is held out together.</param>
    /// <param name="random">The source of the order.</param>
    public static GraphParts Split(KnowledgeGraph graph, GraphShares shares, HeldOut heldOut, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(random);
        Triple[][] units = Units([.. graph.Triples.ToArray().Distinct()], heldOut);
        random.Shuffle(units.AsSpan());
        int validation = Share(shares.Validation), test = Share(shares.Test);
        var seen = new SeenInTraining(graph.Entities.Count, graph.Relations.Count);
        List<Triple> train = [.. units.Skip(validation + test).SelectMany(unit => unit)];
        foreach (Triple triple in train) seen.Add(triple);
        Triple[] validationPart = Keep(units.AsSpan(0, validation)), testPart = Keep(units.AsSpan(validation, test));
        return new GraphParts([.. train], validationPart, testPart);

        int Share(double percent) => (int)Math.Round(units.Length * percent / 100);

        Triple[] Keep(ReadOnlySpan<Triple[]> heldOutUnits)
        {
            var kept = new List<Triple>();
            foreach (Triple[] unit in heldOutUnits)
            {
                if (Array.TrueForAll(unit, seen.Knows))
                {
                    kept.AddRange(unit);
                    continue;
                }

                train.AddRange(unit);
                foreach (Triple triple in unit) seen.Add(triple);
            }

            return [.. kept];
        }
    }

    /// <summary>Each triple alone, or all triples of a pair together, in the order of the first.</summary>
    private static Triple[][] Units(Triple[] triples, HeldOut heldOut) => heldOut == HeldOut.Triples
        ? [.. triples.Select(triple => new[] { triple })]
        : [.. triples.GroupBy(triple => (triple.Head, triple.Tail)).Select(pair => pair.ToArray())];

    /// <summary>Which heads, tails and relations training has.</summary>
    private sealed class SeenInTraining(int entities, int relations)
    {
        private readonly bool[] _entities = new bool[entities];
        private readonly bool[] _relations = new bool[relations];

        public void Add(Triple triple) =>
            (_entities[triple.Head], _entities[triple.Tail], _relations[triple.Relation]) = (true, true, true);

        public bool Knows(Triple triple) => _entities[triple.Head] && _entities[triple.Tail] && _relations[triple.Relation];
    }
}
