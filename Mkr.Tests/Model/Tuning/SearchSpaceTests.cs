using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Tuning;

namespace Mkr.Tests.Model.Tuning;

internal sealed class SearchSpaceTests
{
    private static readonly RunSettings Settings = Preset.Find("demo").Settings(ModelCatalog.Find("bpr-mf"));

    [Test]
    public void It_has_what_the_model_says_but_what_is_fixed_and_what_is_given()
    {
        SearchSpace space = SearchSpace.Of(Settings, [new("dim", "4, 8")], key => key is "l2" or "biasL2");
        string[] expected =
            ["dim 4, 8", "userOffset on, off", "rate 0.0001..0.01 log", "negativesPerPositive 1..8", "batchSize 32..4096 log"];
        Assert.That(space.Settings.Select(s => $"{s.Setting.Key} {s.Range}"), Is.EqualTo(expected));
    }

    [Test]
    public void A_setting_that_the_model_does_not_tune_can_be_given()
    {
        SearchSpace space = SearchSpace.Of(Settings, [new("adam", "lazy, dense")], _ => false);
        Assert.That(space.Settings.Select(s => s.Setting.Key), Does.Contain("adam"));
    }

    [Test]
    public void More_trials_begin_with_those_of_fewer_and_other_seeds_have_others()
    {
        SearchSpace space = SearchSpace.Of(Settings, [], _ => false);
        string[] few = Draw(space, 5, seed: 1), many = Draw(space, 40, seed: 1);
        Assert.That(many[..5], Is.EqualTo(few));
        Assert.That(many.Distinct().Count(), Is.EqualTo(40));
        Assert.That(Draw(space, 5, seed: 2).Intersect(many), Is.Empty);
    }

    [Test]
    public void Another_setting_beside_it_does_not_change_what_is_drawn_for_one()
    {
        SearchSpace all = SearchSpace.Of(Settings, [], _ => false), one = SearchSpace.Of(Settings, [], key => key != "rate");
        string[] Rates(SearchSpace space) => [.. Values(space, 9, 1).Select(values => values.Single(v => v.Key == "rate").Value)];
        Assert.That(Rates(one), Is.EqualTo(Rates(all)));
    }

    [Test]
    public void Of_a_small_space_nothing_is_tried_twice()
    {
        SearchSpace space = SearchSpace.Of(Settings, [new("dim", "4, 8, 16")], key => key != "dim");
        Assert.That(Draw(space, 50, seed: 1), Is.EquivalentTo((string[])["dim=4", "dim=8"]), "16 is what it begins at");
    }

    [TestCase("dimm", "4", "no setting 'dimm'. Did you mean 'dim'?")]
    [TestCase("dim", "0..4", "--range dim: dim: expected a whole number from 1 to 4096, found '0'")]
    [TestCase("dim", "1e1..1e2", "--range dim: dim: expected a whole number")]
    [TestCase("dim", "4..x", "--range dim: 'x' is no number")]
    [TestCase("rate", "0..1 log", "--range rate: '0..1 log' has no logarithm")]
    [TestCase("userOffset", "on, of", "--range userOffset: userOffset: expected on or off, found 'of'")]
    [TestCase("epochs", "1..9", "--range epochs: this decides what is compared")]
    [TestCase("select", "auc", "--range select: this decides what is compared")]
    [TestCase("protocol", "warm", "--range protocol: this decides what is compared")]
    [TestCase("l2", "1e-4..1e-3", "--range l2: the setting has a fixed value too")]
    public void A_bad_range_is_said(string key, string range, string message) => Assert.That(
        () => SearchSpace.Of(Settings, [new(key, range)], fixedKey => fixedKey == "l2"),
        Throws.InstanceOf<SettingException>().With.Message.Contains(message));

    [Test]
    public void One_range_twice_is_said() => Assert.That(
        () => SearchSpace.Of(Settings, [new("dim", "4"), new("dim", "8")], _ => false),
        Throws.InstanceOf<SettingException>().With.Message.Contains("--range dim is given twice"));

    [Test]
    public void A_model_with_nothing_to_tune_is_said() => Assert.That(
        () => SearchSpace.Of(Settings, [], _ => true), Throws.InstanceOf<SettingException>().With.Message.Contains("has nothing to tune"));

    private static string[] Draw(SearchSpace space, int count, ulong seed) =>
        [.. Values(space, count, seed).Select(values => string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")))];

    private static IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Values(SearchSpace space, int count, ulong seed) =>
        space.Draw(count, space.ValuesOf(Settings), new SeededRandom(seed));
}
