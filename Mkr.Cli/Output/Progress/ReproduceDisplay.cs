using System.Globalization;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Cli.Output.Progress;

/// <summary>A line for each cell that is done.</summary>
internal static class ReproduceDisplay
{
    /// <summary>The line.</summary>
    public static string Line(CellProgress progress)
    {
        Measurement? first = progress.Result.Measurements.FirstOrDefault(m => m.System == progress.Cell.System);
        string outcome = first is null
            ? "no result"
            : string.Create(CultureInfo.InvariantCulture, $"{first.Metric} {first.Value:0.0000}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{progress.Done}/{progress.Total}] {progress.Cell.Name}: {outcome}, {progress.Result.Seconds:0.0} s; "
            + $"about {TimeLeft.Text(progress.Remaining)} to go");
    }
}
