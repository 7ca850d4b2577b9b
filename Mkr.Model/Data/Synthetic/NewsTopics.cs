using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The entities of the news world by topic. The entities of a topic are neighbours in number; the first is its subject, to which the graph
/// links the others. Few topics are large and few entities of a topic are frequent.
/// </summary>
internal sealed class NewsTopics
{
    private const int EntitySkew = 3; // density rank^-2/3
    private const int TopicSkew = 2;  // density rank^-1/2, as the topics' sizes
    private const int LeastTopics = 4;

    private readonly int[] _starts;

    /// <summary>Deals the entities out to a quarter of their number's square root of topics.</summary>
    public NewsTopics(int entities)
    {
        EntityCount = entities;
        Count = Math.Max(LeastTopics, (int)Math.Sqrt(entities) / 4);
        int[] sizes = PowerLaw.Deal(entities, Count, roots: 1);
        _starts = new int[Count + 1];
        for (int topic = 0; topic < Count; topic++) _starts[topic + 1] = _starts[topic] + sizes[topic];
    }

    /// <summary>The number of topics.</summary>
    public int Count { get; }

    /// <summary>The number of entities.</summary>
    public int EntityCount { get; }

    /// <summary>The entity that a topic is about.</summary>
    public int Subject(int topic) => _starts[topic];

    /// <summary>The first entity that is not of this topic but of a later one.</summary>
    public int End(int topic) => _starts[topic + 1];

    /// <summary>A topic, large ones more often.</summary>
    public int Draw(SeededRandom random) => PowerLaw.Draw(Count, TopicSkew, random);

    /// <summary>An entity of a topic, frequent ones more often.</summary>
    public int DrawEntity(int topic, SeededRandom random) =>
        Subject(topic) + PowerLaw.Draw(End(topic) - Subject(topic), EntitySkew, random);
}
