using System.Text.Json.Nodes;
using Mkr.Engine.LinearAlgebra;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.LinearModels;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.LinearModels;

internal sealed class EaseTests
{
    [Test]
    public void Weighs_as_an_independent_implementation_does()
    {
        GoldenMatrix golden = GoldenMatrix.Load("ease");
        Assert.That(golden.Cases, Has.Count.EqualTo(2));
        var positives = new PositiveMatrix(golden.Training, golden.UserCount, golden.ItemCount);
        int[] items = [.. Enumerable.Range(0, golden.ItemCount)];
        foreach (JsonNode expected in golden.Cases)
        {
            SymmetricMatrix<double> p = ItemGram.Invert<double>(positives, items, expected["l2"]!.GetValue<double>(), threads: 1);
            double[] weights = [.. items.SelectMany(j => items.Select(i => i == j ? 0 : -p.Row(j)[i] / p.Row(i)[i]))];
            Assert.That(weights, Is.EqualTo(GoldenMatrix.Numbers(expected, "weights_source_by_target")).Within(1e-10));
        }
    }

    /// <summary>As many items as the paper's news has: nothing is counted before.</summary>
    [Test]
    public void Refuses_what_no_memory_holds_and_says_how_much_it_is()
    {
        const int Items = 535_145;
        Interaction[] clicks = [.. Enumerable.Range(0, Items).Select(item => new Interaction(item % 1000, item, IsPositive: true))];
        Assert.That(() => new Ease(clicks, 1000, Items, new EaseOptions()), Throws.InvalidOperationException.With.Message.Matches(
            "the 535,145 items with a positive need 1,145\\.5 GB, and this machine has .+ GB.+Use a model without it, such as itemknn"));
    }

    /// <summary>In float, and without the item that has no positives.</summary>
    [Test]
    public void Scores_as_an_independent_implementation_does()
    {
        GoldenMatrix golden = GoldenMatrix.Load("ease");
        foreach (JsonNode expected in golden.Cases)
        {
            var options = new EaseOptions { L2 = expected["l2"]!.GetValue<double>() };
            float[] scores = new float[golden.UserCount * golden.ItemCount];
            new Ease(golden.Training, golden.UserCount, golden.ItemCount, options)
                .ScoreAllItems([.. Enumerable.Range(0, golden.UserCount)], scores);
            Assert.That(scores, Is.EqualTo(GoldenMatrix.Numbers(expected, "scores")).Within(2e-6));
        }
    }

    [Test]
    public void Other_threads_give_the_same_bits()
    {
        Interaction[] training = RandomInteractions.Draw(5_000, 60, 400, new SeededRandom(6));
        float[] one = new float[60 * 400], four = new float[60 * 400];
        int[] users = [.. Enumerable.Range(0, 60)];
        new Ease(training, 60, 400, new EaseOptions { L2 = 3 }, threads: 1).ScoreAllItems(users, one);
        new Ease(training, 60, 400, new EaseOptions { L2 = 3 }, threads: 4).ScoreAllItems(users, four);
        Assert.That(four, Is.EqualTo(one));
    }

    [Test]
    public void Keeps_the_contract() =>
        RecommenderContract.Check(new Ease(RandomInteractions.Draw(60, 9, 20, new SeededRandom(7)), 9, 20, new EaseOptions { L2 = 2 }));

    [Test]
    public void Refuses_what_has_no_inverse() => Assert.That(
        () => new Ease([], 1, 1, new EaseOptions { L2 = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
