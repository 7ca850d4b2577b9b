using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>Which entities stand in a title: one to six, mostly of the item's topic.</summary>
internal sealed class NewsTitles(NewsTopics topics, SeededRandom random)
{
    /// <summary>The most entities of a title.</summary>
    public const int MostEntities = 6;

    private const double OwnTopic = 0.75;

    /// <summary>Whether an entity stands in any title so far.</summary>
    public bool[] IsLinked { get; } = new bool[topics.EntityCount];

    /// <summary>Draws the entities of a title.</summary>
    /// <param name="topic">The item's topic.</param>
    /// <param name="entities">Receives them, different ones; room for <see cref="MostEntities"/>.</param>
    /// <returns>How many there are.</returns>
    public int Draw(int topic, Span<int> entities)
    {
        int wanted = 1 + random.NextInt32(MostEntities), count = 0;
        while (count < wanted)
        {
            bool isOwn = count == 0 || random.NextDouble() < OwnTopic;
            int entity = topics.Frequent(isOwn ? topic : random.NextInt32(NewsTopics.Count), random);
            if (entities[..count].Contains(entity)) continue;
            entities[count++] = entity;
            IsLinked[entity] = true;
        }

        return count;
    }
}
