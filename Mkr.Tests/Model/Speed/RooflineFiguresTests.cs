using Mkr.Model.Figures;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;
using Mkr.Model.Speed;

namespace Mkr.Tests.Model.Speed;

internal sealed class RooflineFiguresTests
{
    private static readonly MachineRoof Roof = new(200e9, 100e9, 20e9);

    [Test]
    public void A_point_lies_at_its_intensity_and_its_speed_and_the_bandwidths_end_at_the_peak()
    {
        Figure figure = RooflineFigures.Rs(Result(new StepCost(600, 300, 3), perSecond: 1e7));
        figure.Check();
        Assert.That(figure.Series.Select(s => s.Name), Is.EqualTo(new[] { "music", "cache, 100 GB/s", "memory, 20 GB/s" }));
        Assert.That((figure.Series[0].X[0], figure.Series[0].Y[0]), Is.EqualTo((2, 6)));
        Assert.That(figure.Series[1].X, Is.EqualTo(new[] { 0.1, 2 }));
        Assert.That(figure.Series[1].Y, Is.EqualTo(new[] { 10, 200 }).Within(1e-9));
        Assert.That(figure.Series[2].X, Is.EqualTo(new[] { 0.1, 10 }));
        Assert.That(figure.Series[2].Y, Is.EqualTo(new[] { 2, 200 }).Within(1e-9));
        Assert.That(figure.References.Single(), Is.EqualTo(new ReferenceLine("peak, 200 GFLOP/s", 200)));
    }

    [Test]
    public void A_task_that_was_not_trained_has_no_point()
    {
        Figure figure = RooflineFigures.Kge(Result(new StepCost(600, 300, 3), double.NaN));
        figure.Check();
        Assert.That(figure.Series, Has.Count.EqualTo(2));
    }

    private static SpeedResult Result(StepCost cost, double perSecond)
    {
        var speed = new TaskSpeed(perSecond, cost);
        TrainingSpeed[] training =
            [new("lazy", 3, speed, speed), new("dense", 3, speed with { PerSecond = 1 }, speed with { PerSecond = 1 })];
        var preset = new PresetSpeed(
            "music", Preset.Find("music").Settings(ModelCatalog.Find("mkr")), new MkrSizes(1, 1, 1, 1), 1, 1, 1, training, []);
        return new SpeedResult(MachineDescription.Current(), Roof, 1, [preset]);
    }
}
