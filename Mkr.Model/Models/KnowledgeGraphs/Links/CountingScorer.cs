using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// What link prediction comes to without a model: the rows that one is to be read against. All count training triples, but for the random
/// one.
/// </summary>
internal sealed class CountingScorer : ITripleScorer
{
    private readonly Action<int, bool, int, Span<float>> _score;

    private CountingScorer(string name, int entities, Action<int, bool, int, Span<float>> score) =>
        (Name, EntityCount, _score) = (name, entities, score);

    /// <summary>The row's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public int EntityCount { get; }

    /// <summary>
    /// The rows: <c>frequency</c>, how often an entity is on that side of the relation; <c>range</c>, whether it ever is; <c>same pair</c>,
    /// first those that another relation joins with the known entity, and then by frequency; <c>random</c>, uniform numbers.
    /// </summary>
    /// <param name="train">The training triples.</param>
    /// <param name="entities">The number of entities.</param>
    public static IReadOnlyList<CountingScorer> All(IReadOnlyList<Triple> train, int entities)
    {
        ArgumentNullException.ThrowIfNull(train);
        ILookup<(int Relation, bool IsHeadMissing), int> sides = train.SelectMany(t => new[]
        {
            (Key: (t.Relation, false), t.Tail), (Key: (t.Relation, true), Tail: t.Head),
        }).ToLookup(x => x.Key, x => x.Tail);
        ILookup<(int Known, bool IsHeadMissing), (int Relation, int Other)> joined = train.SelectMany(t => new[]
        {
            (Key: (t.Head, false), Value: (t.Relation, t.Tail)), (Key: (t.Tail, true), Value: (t.Relation, t.Head)),
        }).ToLookup(x => x.Key, x => x.Value);
        float most = train.Count + 1;
        return
        [
            new("frequency", entities, Count),
            new("random", entities, (relation, isHead, known, scores) => Draw(Seed(relation, isHead, known), scores)),
            new("range", entities, (relation, isHead, _, scores) =>
            {
                foreach (int entity in sides[(relation, isHead)]) scores[entity] = 1;
            }),
            new("same pair", entities, (relation, isHead, known, scores) =>
            {
                Count(relation, isHead, known, scores);
                foreach ((int other, int entity) in joined[(known, isHead)])
                    if (other != relation && scores[entity] < most) scores[entity] += most;
            }),
        ];

        void Count(int relation, bool isHead, int known, Span<float> scores)
        {
            foreach (int entity in sides[(relation, isHead)]) scores[entity]++;
        }
    }

    /// <inheritdoc/>
    public void Score(int relation, bool isHeadMissing, ReadOnlySpan<int> known, Span<float> scores)
    {
        scores.Clear();
        for (int i = 0; i < known.Length; i++) _score(relation, isHeadMissing, known[i], scores.Slice(i * EntityCount, EntityCount));
    }

    private static ulong Seed(int relation, bool isHead, int known) => (((ulong)known << 32) | ((uint)relation << 1)) + (isHead ? 1UL : 0);

    private static void Draw(ulong seed, Span<float> scores)
    {
        var random = new SeededRandom(seed);
        foreach (ref float score in scores) score = (float)random.NextDouble();
    }
}
