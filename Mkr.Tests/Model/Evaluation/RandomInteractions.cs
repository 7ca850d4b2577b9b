using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Evaluation;

/// <summary>Random labelled interactions.</summary>
internal static class RandomInteractions
{
    /// <summary>Draws interactions independently, so that pairs repeat, and some users have none.</summary>
    public static Interaction[] Draw(int count, int users, int items, SeededRandom random)
    {
        var interactions = new Interaction[count];
        for (int i = 0; i < count; i++)
            interactions[i] = new(random.NextInt32(users), random.NextInt32(items), random.NextInt32(2) == 0);
        return interactions;
    }
}
