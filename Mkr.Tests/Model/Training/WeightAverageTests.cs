using Mkr.Engine;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Training;

/// <summary>The exponential average against a hand-computed one.</summary>
internal sealed class WeightAverageTests
{
    [Test]
    public void It_is_the_weighted_mean_of_what_was_taken_in()
    {
        var parameters = new ParameterSet<double>();
        Weight<double> weight = parameters.AddWeight("w", 1, 1);
        Table<double> table = parameters.AddTable("t", 2, 3);
        var average = new WeightAverage<double>(parameters, decay: 0.5);
        double[] values = [8, 2, 5];
        foreach (double value in values)
        {
            weight[0, 0] = value;
            table[1, 2] = -value;
            average.Update();
        }

        // Weights 1/4, 1/2, 1 of the three, by their sum.
        double expected = ((8 * 0.25) + (2 * 0.5) + 5) / 1.75;
        average.Exchange();
        Assert.That(weight[0, 0], Is.EqualTo(expected).Within(1e-12));
        Assert.That(table[1, 2], Is.EqualTo(-expected).Within(1e-12));
        average.Exchange();
        Assert.That((weight[0, 0], table[1, 2]), Is.EqualTo((5.0, -5.0)));
        average.Exchange();
        Assert.That(weight[0, 0], Is.EqualTo(expected).Within(1e-12), "the average is kept");
    }
}
