using System.Globalization;
using Mkr.Model.Figures;

namespace Mkr.Model.Speed;

/// <summary>
/// Rooflines (Williams, Waterman and Patterson, 2009): the training steps' speed against their arithmetic intensity, under what the machine
/// can do at most. Intensity and operations are those of <see cref="StepCost"/>; the optimizer is lazy, since its rows are the ones that
/// are counted.
/// </summary>
internal static class RooflineFigures
{
    private const string Policy = "lazy";

    /// <summary>The recommendation task of each preset.</summary>
    public static Figure Rs(SpeedResult result) => Of(result, "recommendation task", training => training.Rs);

    /// <summary>The KGE task of each preset.</summary>
    public static Figure Kge(SpeedResult result) => Of(result, "KGE task", training => training.Kge);

    private static Figure Of(SpeedResult result, string task, Func<TrainingSpeed, TaskSpeed> select)
    {
        ArgumentNullException.ThrowIfNull(result);
        (string Name, TaskSpeed Speed)[] points = [.. result.Presets
            .Select(p => (p.Preset, select(p.Training.Single(t => t.Policy == Policy)))).Where(p => double.IsFinite(p.Item2.PerSecond))];
        // The bandwidths' lines begin a power of ten before the points.
        double start = Math.Pow(10, Math.Floor(Math.Log10(points.Select(p => p.Speed.Cost.Intensity).DefaultIfEmpty(1).Min())) - 1);
        MachineRoof roof = result.Roof;
        return new Figure($"{result.Machine.Processor}, one core: {task}", "floating-point operations a byte moved", "GFLOP/s",
        [
            .. points.Select(p => new FigureSeries(p.Name, [p.Speed.Cost.Intensity], [p.Speed.FlopsPerSecond / 1e9], SeriesStyle.Points)),
            Bandwidth("cache", roof.CacheBytesPerSecond),
            Bandwidth("memory", roof.MemoryBytesPerSecond),
        ])
        {
            LogX = true,
            LogY = true,
            References = [new ReferenceLine(
                string.Create(CultureInfo.InvariantCulture, $"peak, {roof.FlopsPerSecond / 1e9:0} GFLOP/s"), roof.FlopsPerSecond / 1e9)],
        };

        // From the left up to where the peak is reached.
        FigureSeries Bandwidth(string name, double bytesPerSecond)
        {
            double ridge = Math.Max(start * 2, roof.FlopsPerSecond / bytesPerSecond);
            return new FigureSeries(
                string.Create(CultureInfo.InvariantCulture, $"{name}, {bytesPerSecond / 1e9:0} GB/s"),
                [start, ridge], [roof.At(start, bytesPerSecond) / 1e9, roof.At(ridge, bytesPerSecond) / 1e9], SeriesStyle.Limit);
        }
    }
}
