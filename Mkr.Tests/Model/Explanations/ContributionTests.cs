using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Models.Per;
using Mkr.Model.Models.Wide;

namespace Mkr.Tests.Model.Explanations;

/// <summary>Contributions that can be computed by hand, or in another way.</summary>
internal sealed class ContributionTests
{
    /// <summary>Items 0 and 2 share user 0 of their two and one: 1 / √2. Items 1 and 2 share him of their two and one as well.</summary>
    [Test]
    public void Item_knn_contributes_similarities()
    {
        Interaction[] training = [new(0, 0, true), new(0, 1, true), new(0, 2, true), new(1, 0, true), new(2, 1, true)];
        var model = new ItemKnn(training, userCount: 3, itemCount: 4, new ItemKnnOptions { Neighbours = 4, Shrink = 0 });
        Assert.That(model.Explain(1, 2, [0]), Is.EqualTo([new Contribution("users in common", 1 / Math.Sqrt(2), 0)]));
        Assert.That(model.Explain(2, 0, [1]), Is.EqualTo([new Contribution("users in common", 0.5, 1)]));
        Assert.That(model.Explain(1, 3, [0]), Is.Empty, "an item that nobody has");
    }

    /// <summary>
    /// Item 0 has attributes 0 and 1, item 1 has 1 and 2, item 2 has 1: sim(0, 1) = 2 / 4 and sim(2, 1) = 2 / 3, both by attribute 1. The
    /// features are means over two items, and the path's weight is 3.
    /// </summary>
    [Test]
    public void Per_contributes_shared_attributes()
    {
        GraphFact[] facts = [.. Enumerable.Range(0, 3).Select(attribute => new GraphFact(7, 10 + attribute, IsInverse: false))];
        var path = new MetaPath("genre", CompressedRows.Build(3, [(0, 0), (0, 1), (1, 1), (1, 2), (2, 1)]), facts);
        var history = new PositiveMatrix([new(0, 0, true), new(0, 2, true)], userCount: 1, itemCount: 3);
        using var model = new PerRecommender([path], history, isMean: true, weights: [3], cosines: [1]);
        IReadOnlyList<Contribution> parts = model.Explain(0, 1, [0, 2]);
        Assert.That(parts.Select(part => (part.Term, part.HistoryItem, part.Fact)), Is.EqualTo(
            new[] { ("genre", (int?)0, (GraphFact?)facts[1]), ("genre", 2, facts[1]) }));
        Assert.That(parts.Select(part => part.Amount), Is.EqualTo(new[] { 3 * 0.5 / 2, 3 * (2.0 / 3) / 2 }).Within(1e-12));
    }

    /// <summary>
    /// The history's x are (2, 0) and (0, 2), y = (3, 1): lambda = .4, and a = 6 / 4.4 and 2 / 4.4. The item is (1, 1), the bias 5.
    /// </summary>
    [Test]
    public void Vectors_are_divided_by_ridge_regression()
    {
        float[] vectors = [2, 0, 9, 1, 1, 5, 0, 2, 9];
        ContributionList parts = VectorParts.Explain([3, 1, 1], vectors.AsSpan(3, 3), [0, 2], vectors, ["bias"]);
        Assert.That(parts.Select(part => (part.Term, part.HistoryItem)), Is.EqualTo(
            new[] { ("bias", (int?)null), ("learnt vectors", 0), ("learnt vectors", 2), ("learnt vectors beyond the history", null) }));
        Assert.That(parts.Select(part => part.Amount), Is.EqualTo([5, 12 / 4.4, 4 / 4.4, 4 - (16 / 4.4)]).Within(1e-12));
    }

    /// <summary>Without a history, or with vectors of zeros, nothing is divided.</summary>
    [Test]
    public void Without_a_history_all_is_beyond_it([Values(0, 1)] int size)
    {
        float[] vectors = [0, 0, 1, 1];
        ContributionList parts = VectorParts.Explain([3, 1], vectors.AsSpan(2, 2), new int[size], vectors, []);
        Assert.That(parts, Is.EqualTo([new Contribution("learnt vectors beyond the history", 4)]));
    }

    /// <summary>Shapley's values: what each feature adds, averaged over the orders in which they leave their means.</summary>
    [Test]
    public void The_linear_form_of_a_quadratic_logit_has_shapleys_values()
    {
        const int Size = 3;
        var random = new SeededRandom(4);
        double[] features = [.. Enumerable.Range(0, 200 * Size).Select(_ => 2 + random.NextGaussian())];
        bool[] labels = [.. Enumerable.Range(0, 200).Select(i => features[i * Size] + (features[(i * Size) + 1] * features[i * Size]) > 6)];
        QuadraticLogit logit = QuadraticLogit.Fit(features, labels, 0.01);
        double[] example = [3, 1.2, 2.4];
        LinearForm form = logit.Linearize(example);
        Assert.That(logit.Compute(form.Means), Is.EqualTo(form.Constant).Within(1e-12));
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for (int feature = 0; feature < Size; feature++)
        {
            double shapley = orders.Average(order =>
            {
                double[] before = [.. form.Means];
                foreach (int moved in order.TakeWhile(moved => moved != feature)) before[moved] = example[moved];
                double[] after = [.. before];
                after[feature] = example[feature];
                return logit.Compute(after) - logit.Compute(before);
            });
            Assert.That(form.Slopes[feature] * (example[feature] - form.Means[feature]), Is.EqualTo(shapley).Within(1e-10));
        }
    }
}
