using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The triples of the news world, all different. Heads are entities of titles. Each entity is linked with its topic's subject or, where no
/// title names it, from an entity of its topic; all other triples mostly stay within a topic.
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
        for (int topic = 0; topic < topics.Count; topic++)
        {
            int subject = topics.Subject(topic);
            for (int entity = subject + 1; entity < topics.End(topic); entity++)
            {
                yield return isLinked[entity]
                    ? Add(() => new Triple(entity, Relation(), subject))
                    : Add(() => new Triple(Head(topic), Relation(), entity));
            }
        }

        while (_known.Count < sizes.Triples) yield return Add(Link);
    }

    private Triple Link()
    {
        int topic = topics.Draw(random), head = Head(topic);
        return new Triple(head, Relation(), topics.DrawEntity(random.NextDouble() < OwnTopic ? topic : topics.Draw(random), random));
    }

    /// <summary>An entity of the topic that stands in some title; where none is found, of another one.</summary>
    private int Head(int topic)
    {
        for (int tries = 0; ; tries++)
        {
            int entity = topics.DrawEntity(tries < MostTries ? topic : topics.Draw(random), random);
            if (isLinked[entity]) return entity;
        }
    }

    private int Relation() => _known.Count < sizes.Relations ? _known.Count : PowerLaw.Draw(sizes.Relations, RelationSkew, random);

    private Triple Add(Func<Triple> draw)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            Triple triple = draw();
            long key = (((long)triple.Head * sizes.Relations) + triple.Relation) * sizes.Entities + triple.Tail;
            if (triple.Head != triple.Tail && _known.Add(key)) return triple;
        }

        throw new ArgumentException($"There is no news world of the sizes {sizes}: give it more entities or fewer triples.");
    }
}
