using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Sampling;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Neighbours;

internal sealed class ItemKnnTests
{
    [Test]
    public void Scores_what_an_independent_implementation_does()
    {
        GoldenMatrix golden = GoldenMatrix.Load("item-knn");
        Assert.That(golden.Cases, Has.Count.EqualTo(3));
        foreach (JsonNode expected in golden.Cases)
        {
            var options = new ItemKnnOptions
            {
                Neighbours = expected["neighbours"]!.GetValue<int>(),
                Shrink = expected["shrink"]!.GetValue<double>(),
            };
            var model = new ItemKnn(golden.Training, golden.UserCount, golden.ItemCount, options);
            double[] scores = Enumerable.Range(0, golden.UserCount)
                .SelectMany(user => Enumerable.Range(0, golden.ItemCount).Select(item => model.Score(user, item))).ToArray();
            Assert.That(scores, Is.EqualTo(GoldenMatrix.Numbers(expected, "scores")).Within(1e-10), options.ToString());
        }
    }

    /// <summary>
    /// Items 0 and 1 have users {0, 1} and {0, 1, 2}: similarity 2 / (√6 + shrink). Item 2 is of user 2 alone: 1 / (√3 + shrink) with
    /// item 1. Negatives count for nothing.
    /// </summary>
    [Test]
    public void Adds_the_similarities_with_the_history()
    {
        Interaction[] training =
        [
            new(0, 0, true), new(0, 1, true), new(1, 0, true), new(1, 1, true), new(2, 1, true), new(2, 2, true), new(0, 2, false),
        ];
        var model = new ItemKnn(training, userCount: 3, itemCount: 3, new ItemKnnOptions { Shrink = 1 });
        float[] scores = new float[9];
        model.ScoreAllItems([0, 1, 2], scores);
        float both = (float)(2 / (Math.Sqrt(6) + 1)), one = (float)(1 / (Math.Sqrt(3) + 1));
        Assert.That(scores, Is.EqualTo(new[] { both, both, one, both, both, one, both, one, one }).Within(1e-6));
    }

    [Test]
    public void Other_threads_give_the_same_bits()
    {
        Interaction[] training = RandomInteractions.Draw(3_000, 60, 200, new SeededRandom(4));
        var options = new ItemKnnOptions { Neighbours = 7 };
        float[] one = new float[60 * 200], four = new float[60 * 200];
        int[] users = [.. Enumerable.Range(0, 60)];
        new ItemKnn(training, 60, 200, options, threads: 1).ScoreAllItems(users, one);
        new ItemKnn(training, 60, 200, options, threads: 4).ScoreAllItems(users, four);
        Assert.That(four, Is.EqualTo(one));
    }

    [Test]
    public void Keeps_the_contract() => RecommenderContract.Check(
        new ItemKnn(RandomInteractions.Draw(400, 9, 20, new SeededRandom(5)), 9, 20, new ItemKnnOptions { Neighbours = 3 }));

    [TestCase(0, 0)]
    [TestCase(1, -1)]
    public void Refuses_what_has_no_meaning(int neighbours, double shrink) => Assert.That(
        () => new ItemKnn([], 1, 1, new ItemKnnOptions { Neighbours = neighbours, Shrink = shrink }),
        Throws.InstanceOf<ArgumentOutOfRangeException>());
}
