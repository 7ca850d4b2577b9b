using System.Globalization;

namespace Mkr.Cli.Output.Html;

/// <summary>A linear axis.</summary>
/// <param name="Least">The value at its start.</param>
/// <param name="Most">The value at its end.</param>
/// <param name="Start">Where it starts in the drawing.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Ticks">Its ticks with their labels.</param>
internal sealed record Axis(double Least, double Most, double Start, double End, IReadOnlyList<(double Value, string Label)> Ticks)
{
    private const int MostTicks = 6;
    private static readonly int[] Factors = [1, 2, 5, 10];

    /// <summary>An axis that the values fit on, with ticks at round numbers.</summary>
    public static Axis Of(IEnumerable<double> values, double start, double end, bool fromZero)
    {
        double[] all = [.. fromZero ? values.Append(0) : values];
        double least = all.Min(), most = all.Max();
        if (least == most) (least, most) = (least - 0.5, most + 0.5);
        double step = Step((most - least) / (MostTicks - 1));
        (least, most) = (Math.Floor(Math.Round(least / step, 6)) * step, Math.Ceiling(Math.Round(most / step, 6)) * step);
        string format = string.Create(CultureInfo.InvariantCulture, $"F{Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9))}");
        return new Axis(least, most, start, end,
        [
            .. Enumerable.Range(0, (int)Math.Round((most - least) / step) + 1).Select(i => least + (i * step))
                .Select(value => (value, value.ToString(format, CultureInfo.InvariantCulture))),
        ]);
    }

    /// <summary>Where a value lies in the drawing.</summary>
    public double Place(double value) => Start + ((value - Least) / (Most - Least) * (End - Start));

    /// <summary>1, 2 or 5 times a power of ten, not below a number.</summary>
    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Factors.Select(factor => factor * power).First(step => step >= least * (1 - 1e-9));
    }
}
