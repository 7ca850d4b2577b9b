using System.Globalization;
using Mkr.Engine.Randomness;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Settings;

internal sealed class SearchRangeTests
{
    private const int Draws = 4000;

    [TestCase("16..128", true)]
    [TestCase("1..3", true)]
    [TestCase("1..64 log", true)]
    [TestCase("1e-4..3e-2 log", false)]
    [TestCase("0.3333..0.6667", false)]
    [TestCase("-2..0.5", false)]
    public void What_is_drawn_lies_between_the_bounds(string text, bool isWhole)
    {
        SearchRange range = SearchRange.Parse(text, isWhole);
        double[] drawn = Draw(range);
        Assert.That(drawn, Is.All.InRange(range.Least, range.Most));
        if (isWhole) Assert.That(drawn, Is.All.Matches<double>(double.IsInteger));
        Assert.That(drawn.Min() - range.Least, Is.LessThan(0.01 * (range.Most - range.Least)));
        Assert.That(range.Most - drawn.Max(), Is.LessThan(0.02 * (range.Most - range.Least)));
    }

    [Test]
    public void Each_whole_number_is_as_likely_as_the_others()
    {
        double[] drawn = Draw(SearchRange.Parse("0..3", isWhole: true));
        double[] expected = [0, 1, 2, 3];
        Assert.That(drawn.Distinct().Order(), Is.EqualTo(expected));
        Assert.That(drawn.GroupBy(x => x).Select(g => g.Count()), Is.All.EqualTo(Draws / 4).Within(120), "four deviations are 110");
    }

    [Test]
    public void A_logarithmic_range_has_as_many_in_each_decade()
    {
        double[] drawn = Draw(SearchRange.Parse("1e-4..1e-1 log", isWhole: false));
        foreach (double decade in new[] { 1e-4, 1e-3, 1e-2 })
            Assert.That(drawn.Count(x => x >= decade && x < 10 * decade), Is.EqualTo(Draws / 3).Within(120), "four deviations are 119");
    }

    [Test]
    public void A_zero_has_no_sign() =>
        Assert.That(Texts(SearchRange.Parse("0..1", isWhole: true)).Distinct(), Is.EquivalentTo((string[])["0", "1"]));

    [Test]
    public void Numbers_have_three_digits() => Assert.That(
        Texts(SearchRange.Parse("1..2", isWhole: false)), Is.All.Matches("^[12](\\.[0-9]{1,2})?$"));

    [TestCase("16..128")]
    [TestCase("0.5..4 log")]
    [TestCase("a, b")]
    public void Its_text_is_read_back(string text)
    {
        SearchRange range = SearchRange.Parse(text, isWhole: false);
        Assert.That(range.ToString(), Is.EqualTo(text));
    }

    [TestCase("", "a value is missing")]
    [TestCase("1,,2", "a value is missing")]
    [TestCase("1..x", "'x' is no number")]
    [TestCase("..3", "'' is no number")]
    [TestCase("1..inf", "'inf' is no number")]
    [TestCase("3..1", "ends before it begins")]
    [TestCase("0..1 log", "has no logarithm")]
    [TestCase("1..2 logs", "'2 logs' is no number")]
    public void What_is_no_range_is_said(string text, string message) => Assert.That(
        () => SearchRange.Parse(text, isWhole: true), Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    private static double[] Draw(SearchRange range) => [.. Texts(range).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private static string[] Texts(SearchRange range)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, Draws).Select(_ => range.Draw(random))];
    }
}
