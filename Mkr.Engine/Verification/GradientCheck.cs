namespace Mkr.Engine.Verification;

/// <summary>
/// Compares a tape's gradients with finite differences of its loss, in double: a check in float could not tell a small mistake from
/// rounding.
/// </summary>
/// <remarks>
/// The derivative is the fourth-order central difference (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12 h. A probe that moves some value
/// onto or off an exact zero has crossed the kink of a ReLU; it is repeated with a smaller h.
/// </remarks>
public static class GradientCheck
{
    /// <summary>The largest relative error that passes.</summary>
    public const double Tolerance = 1e-7;

    private const double FirstStep = 1e-3;
    private const double SmallestStep = 1e-6;

    /// <summary>Checks every element of every parameter that the loss on <paramref name="tape"/> reaches.</summary>
    /// <param name="tape">The tape; its lookups and inputs are filled.</param>
    /// <param name="batch">The batch size; one tile.</param>
    public static IReadOnlyList<GradientCheckResult> Run(Tape<double> tape, int batch)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, tape.Shape.Capacity);
        tape.ForwardBackward(batch);
        var gradients = new List<(Parameter<double> Parameter, double[] Gradient)>();
        foreach (WeightGradient<double> weight in tape.Weights.Gradients)
            gradients.Add((weight.Weight, weight.Values.ToArray()));
        foreach (TableGradient<double> gradient in tape.Tables)
            gradients.AddRange(gradient.Tables.Select(table => ((Parameter<double>)table, Scatter(gradient, table))));
        int pattern = ZeroPattern(tape);
        return [.. gradients.Select(g => Check(tape, batch, g.Parameter, g.Gradient, pattern))];
    }

    /// <summary>The gradient of a whole table, rows that were not touched included.</summary>
    public static double[] Scatter(TableGradient<double> gradient, Table<double> table)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(table);
        double[] dense = new double[table.Count];
        gradient.AddTo(table, dense);
        return dense;
    }

    private static GradientCheckResult Check(Tape<double> tape, int batch, Parameter<double> parameter, double[] gradient, int pattern)
    {
        double scale = gradient.Max(Math.Abs) / 10;
        var worst = new GradientCheckResult(parameter.Name, gradient.Length, 0, 0, 0);
        for (int i = 0; i < gradient.Length; i++)
        {
            double numeric = Derivative(tape, batch, ref parameter[i / parameter.Columns, i % parameter.Columns], pattern);
            double error = Math.Abs(gradient[i] - numeric);
            if (error > 0) error /= Math.Max(Math.Max(Math.Abs(gradient[i]), Math.Abs(numeric)), scale);
            if (!(error <= worst.RelativeError))
            {
                worst = worst with
                {
                    RelativeError = double.IsNaN(error) ? double.PositiveInfinity : error,
                    Analytic = gradient[i],
                    Numeric = numeric,
                };
            }
        }

        return worst;
    }

    private static double Derivative(Tape<double> tape, int batch, ref double element, int pattern)
    {
        double x = element;
        double derivative = double.NaN;
        for (double step = FirstStep; step >= SmallestStep; step /= 8)
        {
            bool crossed = false;
            double plus = Probe(ref element, x + step), minus = Probe(ref element, x - step);
            double plusTwo = Probe(ref element, x + (2 * step)), minusTwo = Probe(ref element, x - (2 * step));
            derivative = ((8 * (plus - minus)) - (plusTwo - minusTwo)) / (12 * step);
            if (!crossed) break;

            double Probe(ref double element, double value)
            {
                element = value;
                double loss = tape.Forward(batch);
                crossed |= ZeroPattern(tape) != pattern;
                return loss;
            }
        }

        element = x;
        return derivative;
    }

    /// <summary>A hash of which values are exactly 0, as the outputs of inactive ReLUs are.</summary>
    private static int ZeroPattern(Tape<double> tape)
    {
        var hash = default(HashCode);
        foreach (Variable<double> variable in tape.Variables)
        {
            for (int j = 0; j < variable.Features; j++)
            {
                foreach (double value in variable.Value[j][..variable.Shape.Lanes])
                    hash.Add(value == 0);
            }
        }

        return hash.ToHashCode();
    }
}
