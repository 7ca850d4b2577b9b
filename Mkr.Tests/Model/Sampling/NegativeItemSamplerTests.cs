using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Tests.Model.Data;

namespace Mkr.Tests.Model.Sampling;

internal sealed class NegativeItemSamplerTests
{
    /// <summary>Users 0 to 4 with 1, 2, 4, 8, 9 positives among 20 items, and two items rated below the threshold each.</summary>
    private static readonly RecommendationData Data = SmallData.From(5, 20,
        [.. new[] { 1, 2, 4, 8, 9 }.SelectMany((count, user) =>
            Enumerable.Range(0, count + 2).Select(i => new Interaction(user, i + user, i >= 2)))]);

    private static bool IsRated(int user, int item) => Data.Positives.Contains(user, item) || Data.Rated.Contains(user, item);

    [Test]
    public void Each_user_gets_as_many_distinct_negatives_as_positives_and_none_that_he_rated()
    {
        Interaction[] rows = new NegativeItemSampler(Data).Sample(new SeededRandom(1), out int missing);
        Assert.That(missing, Is.Zero);
        Assert.That(rows, Is.Unique);
        foreach (IGrouping<int, Interaction> user in rows.GroupBy(row => row.User))
        {
            int[] negatives = [.. user.Where(row => !row.IsPositive).Select(row => row.Item)];
            Assert.That(negatives, Has.Length.EqualTo(Data.Positives[user.Key].Length));
            Assert.That(user.Where(row => row.IsPositive).Select(row => row.Item), Is.EqualTo(Data.Positives[user.Key].ToArray()));
            Assert.That(negatives, Has.None.Matches<int>(item => IsRated(user.Key, item)));
        }
    }

    [Test]
    public void A_user_without_enough_items_gets_all_and_the_shortfall_is_counted()
    {
        RecommendationData data = SmallData.From(1, 5, new(0, 0, true), new(0, 1, true), new(0, 4, true), new(0, 2, false));
        Interaction[] rows = new NegativeItemSampler(data).Sample(new SeededRandom(1), out int missing);
        Assert.That(missing, Is.EqualTo(2));
        Assert.That(rows.Where(row => !row.IsPositive), Is.EqualTo(new Interaction[] { new(0, 3, false) }));
    }

    /// <summary>Both ways of drawing: user 0 leaves most items free (rejection), user 4 few (the rest is listed).</summary>
    [TestCase(0, 1)]
    [TestCase(4, 8)]
    public void Negatives_are_uniform(int user, int count)
    {
        int[] times = DrawOften(Data, user, count, new NegativeItemSampler(Data).AllItems, rounds: 8000);
        int[] free = [.. Enumerable.Range(0, 20).Where(item => !IsRated(user, item))];
        double expected = 8000.0 * count / free.Length;
        Assert.That(free.Select(item => times[item]), Has.All.EqualTo(expected).Within(24).Percent, "five standard deviations");
        Assert.That(times.Sum(), Is.EqualTo(8000 * count));
    }

    /// <summary>Where nearly all candidates are taken, the draws come from the list of the rest: still in proportion.</summary>
    [Test]
    public void Candidates_are_drawn_in_proportion_to_their_occurrences()
    {
        RecommendationData data = SmallData.From(1, 4, new Interaction(0, 0, true));
        int[] candidates = [.. Enumerable.Repeat(0, 2000), 1, 2, 2, 2];
        int[] times = DrawOften(data, user: 0, count: 1, candidates, rounds: 4000);
        Assert.That(times, Is.EqualTo(new[] { 0, 1000, 3000, 0 }).Within(140), "five standard deviations");
    }

    [Test]
    public void A_second_draw_for_the_same_user_brings_others()
    {
        var sampler = new NegativeItemSampler(Data);
        var random = new SeededRandom(1);
        int[] first = new int[8], second = new int[9];
        sampler.StartUser(0);
        Assert.That(sampler.Draw(sampler.AllItems, first, random), Is.EqualTo(8));
        Assert.That(sampler.Draw(sampler.AllItems, second, random), Is.EqualTo(9));
        Assert.That(first.Concat(second), Is.Unique);
    }

    private static int[] DrawOften(RecommendationData data, int user, int count, IReadOnlyList<int> candidates, int rounds)
    {
        var sampler = new NegativeItemSampler(data);
        var random = new SeededRandom(3);
        int[] times = new int[data.Items.Count];
        int[] negatives = new int[count];
        for (int i = 0; i < rounds; i++)
        {
            sampler.StartUser(user);
            Assert.That(sampler.Draw(candidates, negatives, random), Is.EqualTo(count));
            foreach (int item in negatives) times[item]++;
        }

        return times;
    }

    [Test]
    public void The_seed_decides()
    {
        Interaction[] Sample(ulong seed) => new NegativeItemSampler(Data).Sample(new SeededRandom(seed), out _);
        Interaction[] rows = Sample(1);
        Assert.That(Sample(1), Is.EqualTo(rows));
        Assert.That(Sample(2), Is.Not.EqualTo(rows));
    }
}
