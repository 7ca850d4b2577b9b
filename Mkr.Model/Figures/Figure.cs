namespace Mkr.Model.Figures;

/// <summary>A figure as data: what is to be drawn, and nothing about how.</summary>
/// <param name="Title">The title.</param>
/// <param name="XLabel">What the horizontal axis shows.</param>
/// <param name="YLabel">What the vertical axis shows.</param>
/// <param name="Series">The series, in the order of the legend.</param>
internal sealed record Figure(string Title, string XLabel, string YLabel, IReadOnlyList<FigureSeries> Series)
{
    /// <summary>Whether the horizontal axis is logarithmic; all its values are then positive.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic; then all values are positive, with neither bars nor errors.</summary>
    public bool LogY { get; init; }

    /// <summary>The names of x = 0, 1, 2, ... where they are categories; null where they are numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>
    /// Whether x runs downwards and values lie along the horizontal axis: bars with long names. Such a figure has categories, and bars
    /// only.
    /// </summary>
    public bool IsHorizontal { get; init; }

    /// <summary>Horizontal lines to compare with, in the legend after the series.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Vertical lines, in the legend after the horizontal ones.</summary>
    public IReadOnlyList<MarkLine> Marks { get; init; } = [];

    /// <summary>Throws where the figure cannot be drawn.</summary>
    /// <exception cref="InvalidOperationException">
    /// A logarithmic axis is asked for what has no logarithm, or a horizontal one of what is not bars.
    /// </exception>
    public void Check()
    {
        if (IsHorizontal && (Categories is null || LogY || Series.Any(s => s.Style != SeriesStyle.Bars || s.Error is not null)))
            throw new InvalidOperationException($"'{Title}': what runs downwards are categories with bars, without errors.");
        if (LogX && (Categories is not null || Series.Any(s => s.X.Any(x => x <= 0)) || Marks.Any(m => m.X <= 0)))
            throw new InvalidOperationException($"'{Title}': a logarithmic x axis has positive numbers only.");
        if (LogY && (Series.Any(s => s.Y.Any(y => y <= 0)) || References.Any(r => r.Y <= 0)))
            throw new InvalidOperationException($"'{Title}': a logarithmic y axis has positive numbers only.");
        if (LogY && Series.Any(s => s.Style == SeriesStyle.Bars || s.Error is not null))
            throw new InvalidOperationException($"'{Title}': bars and errors start from zero, which a logarithmic y axis does not have.");
    }
}
