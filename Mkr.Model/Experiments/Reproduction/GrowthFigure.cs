using System.Globalization;
using Mkr.Model.Figures;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary><see cref="GrowthExperiment"/> as a figure: the time an example against the number of rows, with the caches' sizes.</summary>
internal static class GrowthFigure
{
    /// <summary>The figure. A cache of L2 and beyond stands where parameters and optimizers together are as large as it is.</summary>
    public static Figure Of(IReadOnlyList<GrowthPoint> points, IReadOnlyList<CacheSize> caches)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(caches);
        GrowthPoint largest = points.MaxBy(p => p.Rows)!;
        double bytesPerRow = (double)(largest.ParameterBytes + largest.OptimizerBytes) / largest.Rows;
        return new Figure(GrowthExperiment.Title, "rows of users, items and entities", "ns an example",
            [.. Series("RS", p => p.RsNanoseconds), .. Series("KGE", p => p.KgeNanoseconds)])
        {
            LogX = true,
            Marks = [.. caches.Where(c => c.Level > 1).Select(c => new MarkLine(Name(c), c.Bytes / bytesPerRow))],
        };

        IEnumerable<FigureSeries> Series(string task, Func<GrowthPoint, double> time) =>
            points.GroupBy(p => p.PolicyName).Select(group => new FigureSeries(
                $"{task}, {group.Key}", [.. group.Select(p => (double)p.Rows)], [.. group.Select(time)]));
    }

    private static string Name(CacheSize cache) =>
        string.Create(CultureInfo.InvariantCulture, $"L{cache.Level} full, {cache.Bytes / (double)(1 << 20):0.##} MB");
}
