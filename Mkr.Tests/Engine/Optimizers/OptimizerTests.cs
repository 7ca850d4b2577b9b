using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Optimizers;

namespace Mkr.Tests.Engine.Optimizers;

/// <summary>Every optimizer against its formula, a number at a time.</summary>
internal sealed class OptimizerTests
{
    private const double Rate = 0.1;
    private const double Decay = 0.5;

    /// <summary>One coordinate's update: from its value and gradient to its next value.</summary>
    private delegate double Update(double value, double gradient);

    private static IEnumerable<TestCaseData> Optimizers()
    {
        yield return Case("SGD", (t, p) => new Sgd<double>(t, p, Rate), () => (w, g) => w - (Rate * g));
        yield return Case("AdaGrad", (t, p) => new AdaGrad<double>(t, p, Rate, epsilon: 1e-3), AdaGrad);
        yield return Case("Adam", (t, p) => new Adam<double>(t, p, new AdamOptions(Rate, RowPolicy.Lazy, 0.8, 0.95, 1e-3)), Adam);

        static TestCaseData Case(string name, Func<Tape<double>, ParameterSet<double>, Optimizer<double>> create, Func<Update> formula) =>
            new TestCaseData(create, formula).SetArgDisplayNames(name);
    }

    /// <summary>
    /// The loss is decay / 2 |w|², so that the gradient is decay w; two runs of neighbouring weights with another one between them.
    /// </summary>
    [TestCaseSource(nameof(Optimizers))]
    public void Weights_follow_the_formula(Func<Tape<double>, ParameterSet<double>, Optimizer<double>> create, Delegate formula)
    {
        var parameters = new ParameterSet<double>();
        Weight<double> a = parameters.AddWeight("a", 3, 5), b = parameters.AddWeight("b", 1, 4);
        Weight<double> untouched = parameters.AddWeight("untouched", 1, 2), c = parameters.AddWeight("c", 1, 3);
        double[] expected = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(i + 1))];
        expected.CopyTo(parameters.WeightValues);
        var tape = new Tape<double>(1);
        _ = new WeightL2Penalty<double>(tape, [c, a, b]) { Scale = Decay };
        Optimizer<double> optimizer = create(tape, parameters);
        Update[] updates = [.. expected.Select(_ => ((Func<Update>)formula)())];
        for (int step = 0; step < 20; step++)
        {
            tape.ForwardBackward(1);
            optimizer.Step();
            for (int i = 0; i < expected.Length; i++)
            {
                if (i is not (19 or 20)) expected[i] = updates[i](expected[i], Decay * expected[i]);
            }
        }

        Assert.That(optimizer.StepCount, Is.EqualTo(20));
        Assert.That(untouched.Values.ToArray(), Is.EqualTo(new[] { Math.Sin(20), Math.Sin(21) }));
        Assert.That(parameters.WeightValues.ToArray(), Is.EqualTo(expected).Within(1e-13));
    }

    /// <summary>Row 2 is in the batch twice: it moves once, by the sum. The rows that are not in the batch stay.</summary>
    [TestCaseSource(nameof(Optimizers))]
    public void Rows_follow_the_formula(Func<Tape<double>, ParameterSet<double>, Optimizer<double>> create, Delegate formula)
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 4, 5);
        double[] expected = [.. Enumerable.Range(0, 20).Select(i => Math.Cos(i))];
        table.CopyFrom(expected);
        var tape = new TableTape<double>(table, 3);
        Optimizer<double> optimizer = create(tape.Tape, parameters);
        Update[] updates = [.. expected.Select(_ => ((Func<Update>)formula)())];
        double[] gradients = [.. Enumerable.Range(0, 15).Select(i => Math.Sin(3 * i) + 0.1)];
        for (int step = 0; step < 20; step++)
        {
            tape.Run([2, 0, 2], gradients);
            optimizer.Step();
            for (int j = 0; j < 5; j++)
            {
                expected[j] = updates[j](expected[j], gradients[5 + j]);
                expected[10 + j] = updates[10 + j](expected[10 + j], gradients[j] + gradients[10 + j]);
            }
        }

        double[] actual = new double[table.Count];
        table.CopyTo(actual);
        Assert.That(actual, Is.EqualTo(expected).Within(1e-13));
    }

    private static Update AdaGrad()
    {
        double squares = 0;
        return (w, g) =>
        {
            squares += g * g;
            return w - (Rate * g / (Math.Sqrt(squares) + 1e-3));
        };
    }

    /// <summary>As in the paper's algorithm 1, the corrected moments computed and then divided.</summary>
    private static Update Adam()
    {
        double m = 0, v = 0;
        int t = 0;
        return (w, g) =>
        {
            t++;
            m = (0.8 * m) + (0.2 * g);
            v = (0.95 * v) + (0.05 * g * g);
            double correctedM = m / (1 - Math.Pow(0.8, t)), correctedV = v / (1 - Math.Pow(0.95, t));
            return w - (Rate * correctedM / (Math.Sqrt(correctedV) + 1e-3));
        };
    }
}
