using Mkr.Engine.Randomness;
using Mkr.Model.Models.LinearModels;

namespace Mkr.Tests.Model.Models.LinearModels;

internal sealed class ConditionalLogitTests
{
    private const int Groups = 4000;

    /// <summary>
    /// Choices that are drawn by known weights give the weights back; a feature that is constant in each group says nothing.
    /// </summary>
    [Test]
    public void Weights_that_choices_were_drawn_by_are_found([Values(2, 5)] int group)
    {
        double[] truth = [1.5, -0.7], features = Choices(group, truth);
        double[] weights = ConditionalLogit.Fit(features, size: 3, group, ridge: 0);
        Assert.That(weights[0], Is.EqualTo(truth[0]).Within(0.15));
        Assert.That(weights[1], Is.EqualTo(truth[1]).Within(0.15));
        Assert.That(weights[2], Is.EqualTo(0).Within(1e-3));
    }

    /// <summary>No small change of the weights lowers the loss.</summary>
    [Test]
    public void The_loss_is_least_there([Values(1e-4, 0.3)] double ridge)
    {
        const int Group = 3;
        double[] features = Choices(Group, [0.4, 1]), weights = ConditionalLogit.Fit(features, size: 3, Group, ridge);
        double least = Loss(features, Group, weights, ridge);
        for (int i = 0; i < weights.Length; i++)
        {
            foreach (double change in new[] { -1e-3, 1e-3 })
            {
                double[] other = [.. weights];
                other[i] += change;
                Assert.That(Loss(features, Group, other, ridge), Is.GreaterThanOrEqualTo(least - 1e-12));
            }
        }
    }

    [Test]
    public void What_is_no_group_is_refused() => Assert.That(
        () => ConditionalLogit.Fit(new double[10], size: 3, group: 2, ridge: 0),
        Throws.ArgumentException.With.Message.Contains("groups of 2"));

    private static double Loss(double[] features, int group, double[] w, double ridge)
    {
        double loss = 0;
        int groups = features.Length / (3 * group);
        for (int g = 0; g < groups; g++)
        {
            double[] z =
            [
                .. Enumerable.Range(g * group, group).Select(row => Enumerable.Range(0, 3).Sum(j => w[j] * features[(row * 3) + j])),
            ];
            loss += (Math.Log(z.Sum(Math.Exp)) - z[0]) / groups;
        }

        return loss + (ridge * w.Sum(x => x * x) / 2);
    }

    /// <summary>Groups whose first example was drawn with the probabilities of the weights; the third feature is the group's.</summary>
    private static double[] Choices(int group, double[] truth)
    {
        var random = new SeededRandom(4);
        var all = new List<double>();
        for (int g = 0; g < Groups; g++)
        {
            double constant = random.NextGaussian();
            double[][] rows = [.. Enumerable.Range(0, group).Select(_ => new[] { random.NextGaussian(), random.NextGaussian(), constant })];
            double[] p = [.. rows.Select(row => Math.Exp((truth[0] * row[0]) + (truth[1] * row[1])))];
            double at = random.NextDouble() * p.Sum();
            int chosen = 0;
            while ((at -= p[chosen]) > 0 && chosen < group - 1) chosen++;
            (rows[0], rows[chosen]) = (rows[chosen], rows[0]);
            foreach (double[] row in rows) all.AddRange(row);
        }

        return [.. all];
    }
}
