using Mkr.Model.Figures;
using Mkr.Model.Models;

namespace Mkr.Model.Explanations;

/// <summary>An explanation as a waterfall: each bar begins where the one above ends, and the last is the score.</summary>
internal static class ExplanationFigure
{
    private const int MostItems = 8;
    private const int LongestName = 40;

    /// <summary>The figure.</summary>
    public static Figure Create(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        NamedValue[] bars = [.. Bars(explanation)];
        double[] starts = new double[bars.Length];
        for (int i = 1; i < bars.Length; i++) starts[i] = starts[i - 1] + bars[i - 1].Value;
        int[] places = [.. Enumerable.Range(0, bars.Length)];
        return new Figure(
            $"{Short(explanation.Item.ToString())} for {Short(explanation.User.ToString())}", "score (logit)", string.Empty,
            [
                .. new[]
                {
                    Series("speaks for it", place => bars[place].Value >= 0),
                    Series("speaks against it", place => bars[place].Value < 0),
                    new FigureSeries("score", [bars.Length], [explanation.Score], SeriesStyle.Bars),
                }.Where(series => series.X.Count > 0),
            ])
        {
            Categories = [.. bars.Select(bar => bar.Name), $"score ({explanation.Model})"],
            IsHorizontal = true,
        };

        FigureSeries Series(string name, Func<int, bool> isIn)
        {
            int[] own = [.. places.Where(isIn)];
            return new FigureSeries(
                name, [.. own.Select(place => (double)place)], [.. own.Select(place => starts[place] + bars[place].Value)],
                SeriesStyle.Bars)
            {
                Starts = [.. own.Select(place => starts[place])],
            };
        }
    }

    /// <summary>What each bar adds.</summary>
    private static IEnumerable<NamedValue> Bars(Explanation explanation)
    {
        foreach (HistoryPart part in explanation.History.Take(MostItems))
            yield return new NamedValue(Short(part.Item.ToString()), part.Amount);
        if (explanation.History.Count > MostItems)
        {
            double rest = explanation.History.Skip(MostItems).Sum(part => part.Amount);
            yield return new NamedValue($"{explanation.History.Count - MostItems} more of the history", rest);
        }

        foreach (NamedValue term in explanation.Terms) yield return term;
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 3)] + "...";
}
