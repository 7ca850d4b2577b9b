using Mkr.Model.Data;
using Mkr.Model.Models;

namespace Mkr.Tests.Model.Models;

/// <summary>What every recommender owes its callers.</summary>
internal static class RecommenderContract
{
    /// <summary>
    /// Scores all pairs both ways: the scores agree to the bit, are numbers, and depend neither on the rest of a block nor on others who
    /// score at once.
    /// </summary>
    public static void Check(IRecommender recommender)
    {
        int items = recommender.ItemCount;
        int[] users = Enumerable.Range(0, recommender.UserCount).Reverse().ToArray();
        float[] rows = new float[users.Length * items], pairs = new float[rows.Length];
        recommender.ScoreAllItems(users, rows);
        recommender.ScorePairs(
            [.. users.SelectMany(user => Enumerable.Range(0, items).Select(item => new Interaction(user, item, item % 2 == 0)))], pairs);
        Assert.That(pairs, Is.EqualTo(rows));
        Assert.That(rows, Has.None.NaN);
        Assert.That(recommender.Name, Is.Not.Empty);
        Parallel.For(0, users.Length, i =>
        {
            float[] single = new float[items];
            recommender.ScoreAllItems([users[i]], single);
            Assert.That(single, Is.EqualTo(rows[(i * items)..((i + 1) * items)]));
        });
    }
}
