using Mkr.Cli.Output.Progress;

namespace Mkr.Tests.Cli.Output.Progress;

/// <summary>When a bar says that it will be full.</summary>
internal sealed class TimeLeftTests
{
    [TestCase(30, 0.25, 90)]
    [TestCase(10, 0.5, 10)]
    [TestCase(10, 1, 0)]
    [TestCase(10, 1.5, 0)]
    public void The_rest_goes_on_as_it_went(double seconds, double fraction, double expected) => Assert.That(
        TimeLeft.Of(TimeSpan.FromSeconds(seconds), fraction)!.Value.TotalSeconds, Is.EqualTo(expected).Within(1e-9));

    [TestCase(0.5, 0.5)]
    [TestCase(60, 0)]
    public void At_first_nothing_can_be_told(double seconds, double fraction) =>
        Assert.That(TimeLeft.Of(TimeSpan.FromSeconds(seconds), fraction), Is.Null);

    [TestCase(7.9, "7 s")]
    [TestCase(125, "2 min 5 s")]
    [TestCase(7325, "2 h 2 min")]
    public void It_is_told_in_two_units(double seconds, string expected) =>
        Assert.That(TimeLeft.Text(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
}
