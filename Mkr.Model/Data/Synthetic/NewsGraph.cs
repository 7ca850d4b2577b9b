using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The triples of the news world, all different. Heads are entities of titles, the frequent ones more often; most tails are of the head's
/// topic, each as often as another.
/// </summary>
internal sealed class NewsGraph(NewsTopics topics, WorldSizes sizes, bool[] isLinked, SeededRandom random)
{
    private const int RelationSkew = 3; // density rank^-2/3
    private const double OwnTopic = 0.85;
    private const int MostTries = 10_000;

    private readonly HashSet<long> _known = new(sizes.Triples);

    /// <summary>The triples; the first name all entities and relations.</summary>
    /// <exception cref="ArgumentException">There are too few entities or relations for so many triples.</exception>
    public IEnumerable<Triple> Triples()
    {
        for (int topic = 0; topic < NewsTopics.Count; topic++)
        {
            for (int entity = topics.Start(topic); entity < topics.Start(topic + 1); entity++)
            {
                yield return isLinked[entity]
                    ? Add(() => new Triple(entity, Relation(), Tail(topic)))
                    : Add(() => new Triple(Head(topic), Relation(), entity));
            }
        }

        while (_known.Count < sizes.Triples)
        {
            int topic = random.NextInt32(NewsTopics.Count);
            yield return Add(() => new Triple(Head(topic), Relation(), Tail(topic)));
        }
    }

    /// <summary>A frequent entity of the topic that stands in some title; where none is found, of another one.</summary>
    private int Head(int topic)
    {
        for (int tries = 0; ; tries++)
        {
            int entity = topics.Frequent(tries < MostTries ? topic : random.NextInt32(NewsTopics.Count), random);
            if (isLinked[entity]) return entity;
        }
    }

    private int Relation() => _known.Count < sizes.Relations ? _known.Count : PowerLaw.Draw(sizes.Relations, RelationSkew, random);

    private int Tail(int topic) => topics.Any(random.NextDouble() < OwnTopic ? topic : random.NextInt32(NewsTopics.Count), random);

    private Triple Add(Func<Triple> draw)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            Triple triple = draw();
            long key = ((((long)triple.Head * sizes.Relations) + triple.Relation) * sizes.Entities) + triple.Tail;
            if (triple.Head != triple.Tail && _known.Add(key)) return triple;
        }

        throw new ArgumentException($"There is no news world of the sizes {sizes}: give it more entities or fewer triples.");
    }
}
