namespace Mkr.Model.Figures;

/// <summary>A named series of points in a <see cref="Figure"/>.</summary>
internal sealed record FigureSeries
{
    /// <summary>Creates a series.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">Where the points lie.</param>
    /// <param name="y">Their values, one for each x.</param>
    /// <param name="style">How they are drawn.</param>
    /// <param name="error">Half the height of each point's error bar; null for none.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is not finite, or an error is negative.</exception>
    public FigureSeries(
        string name, IReadOnlyList<double> x, IReadOnlyList<double> y,
        SeriesStyle style = SeriesStyle.Line, IReadOnlyList<double>? error = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || (error ?? y).Count != y.Count)
            throw new ArgumentException($"'{name}' has {x.Count} x, {y.Count} y and {(error ?? y).Count} errors.", nameof(y));
        if (!x.Concat(y).Concat(error ?? []).All(double.IsFinite))
            throw new ArgumentException($"'{name}' has a value that is not finite.", nameof(y));
        if (error?.Any(e => e < 0) == true) throw new ArgumentException($"'{name}' has a negative error.", nameof(error));
        Name = name;
        X = x;
        Y = y;
        Style = style;
        Error = error;
    }

    /// <summary>The name in the legend.</summary>
    public string Name { get; }

    /// <summary>Where the points lie.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The points' values.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>How the points are drawn.</summary>
    public SeriesStyle Style { get; }

    /// <summary>Half the height of each error bar; null for none.</summary>
    public IReadOnlyList<double>? Error { get; }

    /// <summary>Where each bar begins; null for 0.</summary>
    public IReadOnlyList<double>? Starts { get; init; }
}
