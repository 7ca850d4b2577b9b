using System.Globalization;
using Mkr.Model.Figures;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Tuning;

/// <summary>
/// A search as figures, one for each setting: what the trials are worth against the setting's values, in a series for each rung that trials
/// ended on. What the search began at is a line.
/// </summary>
internal static class TuningFigures
{
    /// <summary>The figures, with the names of their files.</summary>
    public static IReadOnlyList<(string File, Figure Figure)> Of(
        SearchSpace space, IReadOnlyList<TrialResult> results, SelectionMetric select)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(select);
        TrialResult[] drawn = [.. results.Where(result => result.Failure is null)];
        return [.. space.Settings.Select(s => ($"validation-by-{s.Setting.Key}", Draw(s.Setting.Key, s.Range, drawn, select)))];
    }

    private static Figure Draw(string key, SearchRange range, TrialResult[] results, SelectionMetric select)
    {
        string[] categories = range.Choices.Count == 0
            ? []
            : [.. range.Choices.Union(results.Select(result => Value(result, key)))];
        FigureSeries[] series =
        [
            .. from result in results
               let x = X(Value(result, key), categories)
               where x is not null
               group (X: x.Value, result.Validation) by result.Epochs into rung
               orderby rung.Key
               select new FigureSeries(
                   $"{rung.Key} {(rung.Key == 1 ? "epoch" : "epochs")}", [.. rung.Select(r => r.X)], [.. rung.Select(r => r.Validation)],
                   SeriesStyle.Points),
        ];
        return new Figure($"Validation by {key}", key, $"{select.Name} on validation", series)
        {
            Categories = categories.Length > 0 ? categories : null,
            LogX = range.IsLogarithmic && series.All(s => s.X.All(x => x > 0)),
            References = [.. results.Where(r => r.Trial.Number == 0).Select(r => new ReferenceLine("default", r.Validation))],
        };
    }

    private static string Value(TrialResult result, string key) => result.Trial.Values.First(value => value.Key == key).Value;

    /// <summary>Where a value stands: its number, or its place among the words; null for a word among numbers, such as none.</summary>
    private static double? X(string value, string[] categories)
    {
        if (categories.Length > 0) return Array.IndexOf(categories, value);
        return double.TryParse(value, CultureInfo.InvariantCulture, out double number) ? number : null;
    }
}
