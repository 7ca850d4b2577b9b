using System.Globalization;
using Mkr.Model.Training;

namespace Mkr.Model.Runs;

/// <summary>The epochs of a training as CSV: epoch, training loss, validation metrics, figures of the model's own, seconds.</summary>
internal static class EpochTable
{
    /// <summary>The lines, with a heading; a number that is not finite is left out.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<EpochReport> epochs)
    {
        EpochReport first = epochs[0];
        yield return string.Join(',',
        [
            "epoch", "train_loss", .. first.Validation.Select(v => "validation_" + Word(v.Name)),
            .. first.Figures.Select(f => Word(f.Name)),
            "seconds",
        ]);
        foreach (EpochReport epoch in epochs)
        {
            yield return string.Join(',',
            [
                Text(epoch.Epoch), Text(epoch.Loss), .. epoch.Validation.Select(v => Text(v.Value)),
                .. epoch.Figures.Select(f => Text(f.Value)),
                Text(epoch.Seconds),
            ]);
        }
    }

    /// <summary>The numbers of a column, an epoch each, NaN where one was left out; empty where there is no such column.</summary>
    /// <exception cref="FormatException">The lines are not those of <see cref="Lines"/>.</exception>
    public static IReadOnlyList<double> Column(IReadOnlyList<string> lines, string heading)
    {
        int column = lines.Count == 0 ? -1 : Array.IndexOf(lines[0].Split(','), heading);
        if (column < 0) return [];
        return [.. lines.Skip(1).Select(line => line.Split(',') is string[] cells && cells.Length > column
            ? cells[column].Length == 0 ? double.NaN : double.Parse(cells[column], CultureInfo.InvariantCulture)
            : throw new FormatException($"'{line}' has no column '{heading}'."))];
    }

    private static string Word(string name) => name.Replace(' ', '_');

    private static string Text(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
