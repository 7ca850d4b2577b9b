using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class ParameterDifferenceTests
{
    /// <summary>The root mean square of 3, -4 and 0 is √(25/3): 0.3 is a tenth of 3, and 0.1 is measured by the root.</summary>
    [Test]
    public void An_element_is_measured_by_itself_or_by_its_parameters_root_mean_square()
    {
        IReadOnlyList<ParameterDifference> differences = ParameterDifference.Of([("w", [3, -4, 0])], [("w", [3.3, -4, -0.1])]);
        Assert.That(differences.Select(d => d.Name), Is.EqualTo(["all", "w"]));
        Assert.That(differences.Select(d => d.Largest), Is.All.EqualTo(0.1).Within(1e-14));
        Assert.That(differences.Select(d => d.Median), Is.All.EqualTo(0.1 / Math.Sqrt(25 / 3.0)).Within(1e-14));
    }

    [Test]
    public void All_together_are_measured_element_by_element_each_by_its_own_parameter()
    {
        IReadOnlyList<ParameterDifference> differences = ParameterDifference.Of(
            [("large", [100, 100, 100]), ("small", [1, -1])], [("large", [101, 102, 100]), ("small", [1, -1.5])]);
        Assert.That(differences.Select(d => (d.Name, Math.Round(d.Largest, 12), Math.Round(d.Median, 12))), Is.EqualTo(
        [
            ("all", 0.5, 0.01), ("large", 0.02, 0.01), ("small", 0.5, 0.25),
        ]));
    }

    [Test]
    public void Of_zeros_zeros_do_not_differ_and_everything_else_does()
    {
        Assert.That(ParameterDifference.Of([("w", [0, 0])], [("w", [0, -0.0])])[0].Largest, Is.Zero);
        Assert.That(ParameterDifference.Of([("w", [0, 0])], [("w", [0, 1e-300])])[0].Largest, Is.EqualTo(double.PositiveInfinity));
    }
}
