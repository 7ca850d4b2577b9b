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
            + $"about {Duration(progress.Remaining)} to go");
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
