using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Experiments;

internal sealed class RowSummaryTests
{
    private static readonly Interaction[] Test = [.. Enumerable.Range(0, 40).Select(i => new Interaction(0, i, i % 2 == 0))];

    /// <summary>
    /// Scores that are the labels have an AUC of 1, equal ones of 1/2, whatever is resampled: the test part has no spread. Over three seeds
    /// the lead is .5, 0, 0: its mean is a sixth, its standard error the same, so that p is that of one standard deviation.
    /// </summary>
    [Test]
    public void A_lead_that_differs_between_seeds_is_not_certain()
    {
        RowSummary other = RowSummary.Of([Run(1, isPerfect: true), Run(2, isPerfect: false), Run(3, isPerfect: false)])[1];
        Assert.That(other.Lead, Is.EqualTo(1 / 6.0).Within(1e-12));
        Assert.That(other.PValue, Is.EqualTo(0.31731).Within(1e-4));
    }

    [Test]
    public void A_lead_without_any_spread_is_certain()
    {
        RowSummary other = RowSummary.Of([Run(1, isPerfect: true), Run(2, isPerfect: true)])[1];
        Assert.That((other.Lead, other.PValue), Is.EqualTo((0.5, 0.0)));
    }

    private static ExperimentRun Run(ulong seed, bool isPerfect)
    {
        ExperimentRow[] rows = [Row("model", x => isPerfect && x.IsPositive ? 1 : 0), Row("other", _ => 0)];
        return new ExperimentRun(seed, null!, new DatasetSplit([], [], Test), null!, rows, Seconds: 0);
    }

    private static ExperimentRow Row(string name, Func<Interaction, float> score)
    {
        float[,] table = new float[1, Test.Length];
        foreach (Interaction x in Test) table[0, x.Item] = score(x);
        var recommender = new TableRecommender(table);
        return new ExperimentRow(name, CtrEvaluator.Evaluate(recommender, Test), recommender, [.. Test.Select(score)]);
    }
}
