using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;

namespace Mkr.Tests.Model.Data.Protocols;

/// <summary>What sets each protocol apart from the others.</summary>
internal sealed class ParticularProtocolTests
{
    /// <summary>User u has u % 9 + 1 positives, spread so that items differ in popularity.</summary>
    private static readonly RecommendationData Data = SmallData.From(90, 60,
        [.. Enumerable.Range(0, 90).SelectMany(user =>
            Enumerable.Range(0, (user % 9) + 1).Select(i => new Interaction(user, (user + (i * i)) % 60, true)))]);

    private static DatasetSplit Split(SplitProtocol protocol) => protocol.Split(Data, new SeededRandom(1));

    private static int Positives(Interaction[] part, int user) => part.Count(row => row.User == user && row.IsPositive);

    [Test]
    public void Clean_leaves_every_tested_user_training_positives_and_shares_within_one_row()
    {
        DatasetSplit split = Split(new CleanProtocol());
        for (int user = 0; user < Data.Users.Count; user++)
        {
            int count = Data.Positives[user].Length;
            Assert.That(Positives(split.Train, user), Is.AtLeast(1));
            if (count == 1) continue;
            Assert.That(Positives(split.Train, user), Is.EqualTo(0.6 * count).Within(1));
            Assert.That(Positives(split.Validation, user), Is.EqualTo(0.2 * count).Within(1));
            Assert.That(Positives(split.Test, user), Is.EqualTo(0.2 * count).Within(1));
        }
    }

    [Test]
    public void Warm_has_only_items_with_a_training_positive_and_counts_the_others()
    {
        // Five positives a user: half of them the only one of their item, half of a few popular items.
        RecommendationData data = SmallData.From(60, 300,
            [.. Enumerable.Range(0, 300).Select(i => new Interaction(i / 5, i % 2 == 0 ? i : i * i % 300, true))]);
        DatasetSplit warm = new WarmProtocol().Split(data, new SeededRandom(1));
        DatasetSplit clean = new CleanProtocol().Split(data, new SeededRandom(1));
        HashSet<int> seen = [.. clean.Train.Where(row => row.IsPositive).Select(row => row.Item)];
        Interaction[] Kept(Interaction[] part) => [.. part.Where(row => row.IsPositive && seen.Contains(row.Item))];
        Interaction[] Lost(Interaction[] part) => [.. part.Where(row => row.IsPositive && !seen.Contains(row.Item))];

        Assert.That(warm.Train.Where(row => row.IsPositive), Is.EqualTo(clean.Train.Where(row => row.IsPositive)), "training is clean's");
        Assert.That(warm.Validation.Where(row => row.IsPositive), Is.EqualTo(Kept(clean.Validation)));
        Assert.That(warm.Test.Where(row => row.IsPositive), Is.EqualTo(Kept(clean.Test)));
        Assert.That(warm.Train.Concat(warm.Validation).Concat(warm.Test), Has.All.Matches<Interaction>(row => seen.Contains(row.Item)));
        Assert.That(warm.LeftOutItems, Is.EqualTo(data.Items.Count - seen.Count).And.Positive);
        Assert.That(warm.LeftOutPositives, Is.EqualTo(Lost(clean.Validation).Length + Lost(clean.Test).Length).And.Positive);
        Assert.That(warm.LeftOutLines(), Is.EqualTo(new[]
        {
            $"items left out of the split: {warm.LeftOutItems}", $"positives left out with them: {warm.LeftOutPositives}",
        }));
        Assert.That(clean.LeftOutLines(), Is.Empty);
    }

    [Test]
    public void Popularity_draws_negatives_as_popular_as_positives()
    {
        // Item 0 has 30 positives, items 1 to 30 have one each, of users 1 to 30: half of the popularity is item 0's.
        RecommendationData data = SmallData.From(61, 100,
            [.. Enumerable.Range(0, 30).Select(i => new Interaction(i, 0, true)),
             .. Enumerable.Range(1, 30).Select(i => new Interaction(i + 30, i, true)),
             .. Enumerable.Range(31, 30).Select(i => new Interaction(i, 99, true))]);
        int zero = 0, never = 0, runs = 100;
        for (ulong seed = 0; seed < (ulong)runs; seed++)
        {
            DatasetSplit split = new PopularityProtocol().Split(data, new SeededRandom(seed));
            Interaction[] all = [.. split.Train, .. split.Validation, .. split.Test];
            Interaction[] drawn = [.. all.Where(row => row is { IsPositive: false, User: 60 })];
            Assert.That(drawn, Has.Length.EqualTo(2));
            zero += drawn.Count(row => row.Item == 0);
            never += drawn.Count(row => row.Item is > 30 and < 99);
        }

        // Of 59 occurrences that user 60 can be given, 30 are item 0: 1 - 29/59 * 28/58 = 0.76 of the pairs hold it, three deviations 0.13.
        Assert.That(zero / (double)runs, Is.EqualTo(0.76).Within(0.13));
        Assert.That(never, Is.Zero, "items without positives are never drawn");
    }

    [Test]
    public void Leave_one_out_holds_out_one_positive_a_part()
    {
        DatasetSplit split = Split(new LeaveOneOutProtocol());
        for (int user = 0; user < Data.Users.Count; user++)
        {
            int count = Data.Positives[user].Length;
            Assert.That(Positives(split.Validation, user), Is.EqualTo(count >= 3 ? 1 : 0));
            Assert.That(Positives(split.Test, user), Is.EqualTo(count >= 2 ? 1 : 0));
        }
    }

    [TestCase(1, 1, 0, 0)]
    [TestCase(2, 1, 0, 1)]
    [TestCase(3, 1, 1, 1)]
    [TestCase(9, 7, 1, 1)]
    [TestCase(10, 8, 1, 1)]
    [TestCase(19, 17, 1, 1)]
    [TestCase(20, 16, 2, 2)]
    [TestCase(29, 25, 2, 2)]
    public void Ratio_rounds_held_out_parts_down_but_not_to_nothing(int count, int train, int validation, int test)
    {
        // Three users with so many positives; a fourth, so that no part is empty.
        RecommendationData data = SmallData.From(4, 99,
            [.. Enumerable.Range(0, 3 * count).Select(i => new Interaction(i % 3, i / 3, true)),
             .. Enumerable.Range(0, 30).Select(item => new Interaction(3, item, true))]);
        DatasetSplit split = new RatioProtocol().Split(data, new SeededRandom(1));
        for (int user = 0; user < 3; user++)
        {
            Assert.That((Positives(split.Train, user), Positives(split.Validation, user), Positives(split.Test, user)),
                Is.EqualTo((train, validation, test)));
        }
    }

    [Test]
    public void Cold_items_and_cold_users_are_in_one_part_only()
    {
        static bool AreApart(DatasetSplit split, Func<Interaction, int> key) =>
            !split.Train.Select(key).Intersect(split.Test.Concat(split.Validation).Select(key)).Any()
            && !split.Validation.Select(key).Intersect(split.Test.Select(key)).Any();
        Assert.That(AreApart(Split(new ColdItemsProtocol()), row => row.Item));
        Assert.That(AreApart(Split(new ColdUsersProtocol()), row => row.User));
        Assert.That(AreApart(Split(new CleanProtocol()), row => row.Item), Is.False);
    }

    [Test]
    public void Time_tests_on_the_latest_positives_and_keeps_equal_times_together()
    {
        RecommendationData data = SmallData.From(10, 40,
            [.. Enumerable.Range(0, 100).Select(i => new Interaction(i / 10, i % 10, true))],
            [.. Enumerable.Range(0, 100).Select(i => (long)(i * 7 % 100 / 4))]);
        DatasetSplit split = new TimeProtocol().Split(data, new SeededRandom(1));
        long[] Times(Interaction[] part) =>
            [.. part.Where(row => row.IsPositive).Select(row => data.PositiveTimes![(row.User * 10) + row.Item])];
        Assert.That(Times(split.Train).Max(), Is.LessThan(Times(split.Validation).Min()));
        Assert.That(Times(split.Validation).Max(), Is.LessThan(Times(split.Test).Min()));
        Assert.That((Times(split.Train).Length, Times(split.Validation).Length, Times(split.Test).Length), Is.EqualTo((60, 20, 20)));
    }

    [Test]
    public void Time_without_times_or_with_a_single_one_is_an_error()
    {
        Assert.That(() => Split(new TimeProtocol()), Throws.InvalidOperationException.With.Message.Contains("'small' has none"));
        RecommendationData same = SmallData.From(1, 9, [new(0, 1, true), new(0, 2, true)], [5, 5]);
        Assert.That(() => new TimeProtocol().Split(same, new SeededRandom(1)),
            Throws.InvalidOperationException.With.Message.Contains("all the same"));
    }
}
