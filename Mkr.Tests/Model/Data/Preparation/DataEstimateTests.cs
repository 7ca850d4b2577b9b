using Mkr.Model.Data.Preparation;
using Mkr.Model.Models;

namespace Mkr.Tests.Model.Data.Preparation;

internal sealed class DataEstimateTests
{
    /// <summary>By hand: 75 + 10 + 26 + 1.5 + 0.3 + 4 MB; 1e9 and 4e4 operations of 1e-11 and 11e-6 s.</summary>
    [Test]
    public void The_formula_is_the_documented_one()
    {
        DataEstimate estimate = DataEstimate.Of(ratings: 100_000, positives: 40_000, items: 1_000, things: 3_000, triples: 5_000);
        Assert.That(estimate.Model, Is.EqualTo(ModelCatalog.Default.Name));
        Assert.That(estimate.MemoryBytes, Is.EqualTo(116_800_000));
        Assert.That((estimate.Seconds, estimate.SecondsPerEpoch), Is.EqualTo((0.01, 0.44)).Within(1e-12));
    }

    [Test]
    public void Too_many_items_for_the_closed_form_lead_to_a_model_without_it()
    {
        Prepared small = Prepared.Of(null, ("r.csv", "user,item\nann,x\n"));
        Assert.That(small.Report.NextCommand("out"), Is.EqualTo("mkr train --data out"));
        PreparationReport large = small.Report with { Estimate = DataEstimate.Of(1, 1, 50_000, 50_000, 0) };
        Assert.That((large.NextCommand("out"), large.Estimate.Seconds), Is.EqualTo(("mkr train --data out --model mkr", 0.0)));
    }
}
