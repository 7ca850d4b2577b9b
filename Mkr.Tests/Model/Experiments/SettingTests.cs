using System.Text.Json.Nodes;
using Mkr.Model.Experiments;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Experiments;

public sealed class SettingTests
{
    private static readonly RunSettings Default = Preset.Find("music").Settings;

    /// <summary>SPEC's table of settings: a preset with another number is no longer the paper's.</summary>
    [TestCase("movie", 1, 8, 3, 0.5, 4096, 0.02, 0.01, 20)]
    [TestCase("book", 1, 8, 2, 0.1, 32, 2e-4, 2e-5, 10)]
    [TestCase("music", 2, 4, 2, 0.1, 256, 1e-3, 2e-4, 10)]
    public void Presets_are_the_papers(string name, int lowLayers, int dim, int interval, double lambda1, int batch, double rsRate, double kgeRate, int epochs)
    {
        RunSettings settings = Preset.Find(name).Settings;
        Assert.That(
            (settings.Model.LowLayers, settings.Model.Dim, settings.Training.KgeInterval, settings.Model.Lambda1, settings.Model.HighLayers, settings.Model.L2),
            Is.EqualTo((lowLayers, dim, interval, lambda1, 1, 1e-6)));
        Assert.That(
            (settings.Training.BatchSize, settings.Training.RsRate, settings.Training.KgeRate, settings.Training.Epochs),
            Is.EqualTo((batch, rsRate, kgeRate, epochs)));
        Assert.That((settings.Model.Objective, settings.Training.Schedule), Is.EqualTo((Objective.Paper, Schedule.Algorithm1)));
    }

    [Test]
    public void Every_setting_can_be_read_back_and_set_again()
    {
        foreach (Preset preset in Preset.All)
        {
            JsonObject json = Setting.ToJson(preset.Settings);
            RunSettings copy = Setting.Apply(Default, json.Select(s => KeyValuePair.Create(s.Key, s.Value!.ToString())));
            Assert.That(Setting.ToJson(copy).ToJsonString(), Is.EqualTo(json.ToJsonString()), preset.Name);
        }
    }

    [Test]
    public void The_objective_brings_its_schedule_whatever_the_order()
    {
        RunSettings released = Setting.Apply(Default, [new("objective", "released")]);
        Assert.That(released.Training.Schedule, Is.EqualTo(Schedule.Epochs));
        RunSettings mixed = Setting.Apply(Default, [new("schedule", "algorithm1"), new("objective", "released")]);
        Assert.That(mixed.Training.Schedule, Is.EqualTo(Schedule.Algorithm1), "an explicit schedule wins");
    }

    [TestCase("dimm", "4", "no setting 'dimm'. Did you mean 'dim'?")]
    [TestCase("LOWLAYER", "4", "Did you mean 'lowLayers'?")]
    [TestCase("dim", "four", "dim: expected a whole number from 1 to 4096, found 'four'")]
    [TestCase("dim", "0", "dim: expected a whole number from 1 to 4096, found '0'")]
    [TestCase("dim", "8.5", "found '8.5'")]
    [TestCase("rsRate", "-1", "rsRate: expected a non-negative number, found '-1'")]
    [TestCase("l2", "NaN", "l2: expected a non-negative number, found 'NaN'")]
    [TestCase("adam", "sparse", "adam: expected dense or deferred or lazy, found 'sparse'")]
    [TestCase("separator", "", "separator: expected at least one character")]
    [TestCase("ratingColumn", "x", "ratingColumn: expected a whole number")]
    public void A_bad_setting_is_named_with_its_remedy(string key, string value, string message)
    {
        SettingException? error = Assert.Throws<SettingException>(() => Setting.Apply(Default, [new(key, value)]));
        Assert.That(error!.Message, Does.Contain(message));
    }

    [Test]
    public void Columns_can_be_absent()
    {
        RunSettings settings = Setting.Apply(Default, [new("ratingColumn", "none"), new("itemColumn", "2"), new("separator", "\\t")]);
        Assert.That((settings.Format.RatingColumn, settings.Format.ItemColumn, settings.Format.Separator), Is.EqualTo(((int?)null, 2, "\t")));
    }
}
