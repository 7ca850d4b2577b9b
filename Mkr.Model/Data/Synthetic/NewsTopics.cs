using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The topics of the news world: each is a neighbourhood of entities in the graph, whose numbers are neighbours too. Few of them are
/// frequent in titles and have many links; most are not.
/// </summary>
internal sealed class NewsTopics(int entities)
{
    /// <summary>The number of topics.</summary>
    public const int Count = 16;

    private const int Skew = 6; // density rank^-5/6

    /// <summary>The number of entities.</summary>
    public int EntityCount => entities;

    /// <summary>The first entity of a topic; of the number of topics, the number of all entities.</summary>
    public int Start(int topic) => (int)((long)entities * topic / Count);

    /// <summary>An entity of a topic, frequent ones more often.</summary>
    public int Frequent(int topic, SeededRandom random) => Start(topic) + PowerLaw.Draw(Start(topic + 1) - Start(topic), Skew, random);

    /// <summary>An entity of a topic, each as often.</summary>
    public int Any(int topic, SeededRandom random) => Start(topic) + random.NextInt32(Start(topic + 1) - Start(topic));
}
