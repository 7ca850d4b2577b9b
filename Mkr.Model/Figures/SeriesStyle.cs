namespace Mkr.Model.Figures;

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line with a marker at each point.</summary>
    Line,

    /// <summary>Markers only.</summary>
    Points,

    /// <summary>A bar from zero at each point; the bars of several series stand side by side.</summary>
    Bars,
}
