using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models.Counting;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Counting;

internal sealed class UserBalanceLeakTests
{
    [Test]
    public void Scores_the_surplus_of_negatives()
    {
        Interaction[] training = [new(0, 0, true), new(0, 1, true), new(0, 2, false), new(1, 0, false)];
        float[] scores = new float[3];
        new UserBalanceLeak(training, 3, 5).ScorePairs([new(0, 4, true), new(1, 4, true), new(2, 4, true)], scores);
        Assert.That(scores, Is.EqualTo(new[] { -1f, 1f, 0f }));
    }

    /// <summary>
    /// Items at random: nothing can be learned. As many negatives as positives a user, then a random split: the leak predicts the test set.
    /// A split that gives every user as many of both: it does not.
    /// </summary>
    [Test]
    public void Predicts_random_labels_where_negatives_are_drawn_before_the_split()
    {
        var random = new SeededRandom(82);
        Interaction[] all = Enumerable.Range(0, 2_000)
            .SelectMany(user => Enumerable.Range(0, 10).Select(i => new Interaction(user, random.NextInt32(50), i % 2 == 0))).ToArray();
        random.Shuffle(all.AsSpan());
        int cut = all.Length * 8 / 10;
        Assert.That(Auc(all[..cut], all[cut..]), Is.GreaterThan(0.6));

        Interaction[] perUser = all.OrderBy(x => x.User).ThenBy(x => x.IsPositive).ToArray();
        Interaction[] test = perUser.Where((_, i) => i % 5 == 0).ToArray(), training = perUser.Where((_, i) => i % 5 != 0).ToArray();
        Assert.That(Auc(training, test), Is.EqualTo(0.5), "every user has four of both in training");
    }

    [Test]
    public void Keeps_the_contract() =>
        RecommenderContract.Check(new UserBalanceLeak(RandomInteractions.Draw(200, 9, 7, new SeededRandom(83)), 9, 7));

    private static double Auc(Interaction[] training, Interaction[] test) =>
        CtrEvaluator.Evaluate(new UserBalanceLeak(training, 2_000, 50), test).Auc;
}
