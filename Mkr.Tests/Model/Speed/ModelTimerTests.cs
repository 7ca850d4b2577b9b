using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Speed;

namespace Mkr.Tests.Model.Speed;

/// <summary>That every task is measured; how fast it was decides nothing.</summary>
internal sealed class ModelTimerTests
{
    [TestCase("mkr", "samples", "triples")]
    [TestCase("bpr-mf", "pairs")]
    [TestCase("ripplenet", "samples")]
    [TestCase("itemknn")]
    public void Each_task_that_learns_in_steps_has_a_speed(string model, params string[] tasks)
    {
        IReadOnlyList<ModelSpeed> speeds = Measure(model);
        Assert.That(speeds.Select(speed => speed.Task), Is.EqualTo(tasks));
        Assert.That(speeds.Select(speed => speed.Median), Has.All.GreaterThan(0));
        foreach (ModelSpeed speed in speeds) Assert.That(speed.Best, Is.GreaterThanOrEqualTo(speed.Median));
    }

    [Test]
    public void A_task_that_is_off_has_none()
    {
        IReadOnlyList<ModelSpeed> speeds = Measure("mkr", KeyValuePair.Create("graph", "none"));
        Assert.That(speeds.Select(speed => speed.Median > 0), Is.EqualTo(new[] { true, false }));
    }

    private static IReadOnlyList<ModelSpeed> Measure(string model, params KeyValuePair<string, string>[] values)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find(model)).With(values);
        var sizes = new WorldSizes(Users: 20, Items: 30, Entities: 60, Relations: 3, Positives: 200, Triples: 150);
        return ModelTimer.Measure(SpeedSubject.Invent("demo", settings, sizes, folder.Path), TimeSpan.Zero);
    }
}
