using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Initializers;

internal sealed class InitializerTests
{
    [TestCase(3000, 20)]
    [TestCase(200, 300)]
    public void Xavier_is_uniform_between_its_bounds(int rows, int columns)
    {
        double[] values = Fill(new XavierUniform(), rows, columns);
        double limit = Math.Sqrt(6.0 / (rows + columns));
        Assert.That(values, Has.All.InRange(-limit, limit));
        Assert.That(values.Max(), Is.GreaterThan(0.99 * limit));
        Assert.That(values.Average(), Is.EqualTo(0).Within(0.015 * limit), "six standard deviations");
        Assert.That(values.Average(x => x * x), Is.EqualTo(2.0 / (rows + columns)).Within(2.5).Percent,
            "the variance of a uniform is limit² / 3");
    }

    [Test]
    public void Normal_has_mean_zero_and_the_given_deviation()
    {
        double[] values = Fill(new Normal(0.1), 3000, 20);
        Assert.That(values.Average(), Is.EqualTo(0).Within(0.0025), "six standard deviations");
        Assert.That(Math.Sqrt(values.Average(x => x * x)), Is.EqualTo(0.1).Within(2).Percent);
        Assert.That(values.Count(x => Math.Abs(x) > 0.196) / (double)values.Length, Is.EqualTo(0.05).Within(0.006),
            "5 % lie beyond 1.96 deviations");
    }

    [Test]
    public void Zeros_clears_what_was_there()
    {
        Weight<double> weight = new ParameterSet<double>().AddWeight("weight", 2, 3);
        weight.Values.Fill(1);
        new Zeros().Fill(weight, new SeededRandom(1));
        Assert.That(weight.Values.ToArray(), Has.All.Zero);
    }

    /// <summary>
    /// A table is filled as a weight of the same shape is: what follows from a seed does not depend on how rows are laid out.
    /// </summary>
    [Test]
    public void The_seed_determines_the_values()
    {
        Weight<double> weight = new ParameterSet<double>().AddWeight("weight", 30, 5);
        new XavierUniform().Fill(weight, new SeededRandom(12));
        Assert.That(Fill(new XavierUniform(), 30, 5), Is.EqualTo(weight.Values.ToArray()));
    }

    private static double[] Fill(IInitializer initializer, int rows, int columns)
    {
        Table<double> table = new ParameterSet<double>().AddTable("table", rows, columns);
        initializer.Fill(table, new SeededRandom(12));
        double[] values = new double[table.Count];
        table.CopyTo(values);
        return values;
    }
}
