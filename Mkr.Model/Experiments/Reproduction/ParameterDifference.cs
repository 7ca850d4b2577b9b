using MathNet.Numerics.Statistics;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// How far a parameter's elements w are from those of a reference r, each |w - r| / max(|r|, root mean square of all r of the parameter).
/// </summary>
/// <param name="Name">The parameter; <see cref="All"/> for all elements of all parameters.</param>
/// <param name="Largest">The largest of the elements' differences.</param>
/// <param name="Median">Their median.</param>
/// <remarks>Without the root mean square, elements that happen to be next to zero would decide.</remarks>
internal sealed record ParameterDifference(string Name, double Largest, double Median)
{
    /// <summary>The name for all parameters together.</summary>
    public const string All = "all";

    /// <summary>Compares parameters that have the same names and sizes: all together first, and then each.</summary>
    public static IReadOnlyList<ParameterDifference> Of(
        IReadOnlyList<(string Name, double[] Values)> reference, IReadOnlyList<(string Name, double[] Values)> values)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(values);
        (string Name, double[] Differences)[] each = [.. reference.Zip(values, (r, w) => (r.Name, Relative(r.Values, w.Values)))];
        return [.. each.Prepend((All, [.. each.SelectMany(e => e.Differences)]))
            .Select(e => new ParameterDifference(e.Name, e.Differences.Max(), e.Differences.Median()))];
    }

    private static double[] Relative(double[] reference, double[] values)
    {
        double rootMeanSquare = Math.Sqrt(reference.Average(r => r * r));
        // Of a parameter that is all zero, what is zero as well is no different, and the rest infinitely so.
        return [.. reference.Zip(values, (r, w) => w == r ? 0 : Math.Abs(w - r) / Math.Max(Math.Abs(r), rootMeanSquare))];
    }
}
