using Mkr.Engine.Optimizers;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Speed;

namespace Mkr.Tests.Model.Speed;

/// <summary>Costs counted by hand.</summary>
internal sealed class StepCostTests
{
    private static readonly MkrOptions Music = new() { Dim = 4, LowLayers = 2, Objective = Objective.Released };

    [Test]
    public void Sample_of_music()
    {
        // Two dense layers 192, three cross outputs 288, inner product 24, two L2 terms 32, Adam on three rows 156.
        Assert.That(StepCost.OfSample(Music, 3), Is.EqualTo(new StepCost(692, (3 * 4 * 4 * 6) + 8, 3)));
        // d = 5 is padded to 8 elements in memory, and to nothing in the count.
        StepCost padded = StepCost.OfSample(Music with { Dim = 5 }, 3);
        Assert.That(padded.Bytes, Is.EqualTo((3 * 8 * 4 * 6) + 8));
        Assert.That(padded.Flops, Is.EqualTo(300 + 360 + 30 + 40 + 195));
    }

    [Test]
    public void Rows_that_several_examples_share_are_moved_once()
    {
        StepCost all = StepCost.OfSample(Music, 3), half = StepCost.OfSample(Music, 1.5);
        Assert.That(half, Is.EqualTo(new StepCost(all.Flops - (1.5 * 13 * 4), all.Bytes - (1.5 * 4 * 4 * 6), 3)));
    }

    [Test]
    public void Triple_of_music()
    {
        // Two dense layers 192, three cross outputs 288, the predictor from 8 to 4 192, inner product 24, two L2 terms 32,
        // Adam on four rows 208.
        StepCost released = StepCost.OfTriple(Music, 4);
        Assert.That(released, Is.EqualTo(new StepCost(936, (4 * 4 * 4 * 6) + 12, 4)));
        // The false tail: its two dense layers 192, inner product 24, Adam 52.
        Assert.That(StepCost.OfTriple(Music with { Objective = Objective.Paper }, 5),
            Is.EqualTo(new StepCost(936 + 268, (5 * 4 * 4 * 6) + 12, 5)));
    }

    [Test]
    public void High_layers_are_of_width_2_d()
    {
        const double Hidden = 6 * 8 * 8;
        MkrOptions deep = Music with { HighLayers = 3 };
        Assert.That(StepCost.OfTriple(deep, 4).Flops - StepCost.OfTriple(Music, 4).Flops, Is.EqualTo(2 * Hidden));
        Assert.That(StepCost.OfSample(deep, 3), Is.EqualTo(StepCost.OfSample(Music, 3)));
        double mlp = StepCost.OfSample(deep with { FRs = PredictionFunction.Mlp }, 3).Flops;
        Assert.That(mlp - StepCost.OfSample(Music, 3).Flops, Is.EqualTo((2 * Hidden) + (6 * 8 * 1) - 24));
    }
}
