using Mkr.Model.Tuning;

namespace Mkr.Tests.Model.Tuning;

internal sealed class HalvingTests
{
    private static readonly int[] Five = [0, 1, 2, 3, 4];

    [TestCase(20, 200, 3, new[] { 23, 67, 200 })]
    [TestCase(20, 10, 3, new[] { 2, 4, 10 })]
    [TestCase(20, 10, 1, new[] { 10 })]
    [TestCase(20, 1, 3, new[] { 1 })]
    [TestCase(20, 2, 3, new[] { 2 })]
    [TestCase(20, 3, 3, new[] { 1, 3 })]
    [TestCase(2, 200, 3, new[] { 200 })]
    [TestCase(8, 200, 9, new[] { 67, 200 })]
    [TestCase(27, 27, 9, new[] { 1, 3, 9, 27 })]
    [TestCase(int.MaxValue, int.MaxValue, 2, new[] { 715827883, int.MaxValue })]
    public void Each_rung_has_three_times_the_epochs_of_the_one_before(int trials, int epochs, int most, int[] expected) =>
        Assert.That(Halving.Epochs(trials, epochs, most), Is.EqualTo(expected));

    [TestCase(new[] { .5, .9, .1, .8, .2 }, new[] { 0, 1, 3 }, Description = "two of five, and trial 0")]
    [TestCase(new[] { .9, .5, .1, .8, .2 }, new[] { 0, 3 }, Description = "trial 0 is one of the best")]
    [TestCase(new[] { .1, .7, .7, .7, .7 }, new[] { 0, 1, 2 }, Description = "equals: the first")]
    [TestCase(new[] { .1, double.NaN, double.NaN, .05, double.NaN }, new[] { 0, 3 }, Description = "what failed does not go on")]
    [TestCase(new[] { double.NaN, double.NaN, double.NaN, double.NaN, double.NaN }, new[] { 0 })]
    public void The_best_third_goes_on_and_the_first_trial(double[] validation, int[] expected) =>
        Assert.That(Halving.GoOn(Five, validation), Is.EqualTo(expected));
}
