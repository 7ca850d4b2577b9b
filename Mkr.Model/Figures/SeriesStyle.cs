namespace Mkr.Model.Figures;

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line with a marker at each point.</summary>
    Line,

    /// <summary>Markers only.</summary>
    Points,

    /// <summary>A black line without markers: what measurements are compared with. Limits come after all other series.</summary>
    Limit,

    /// <summary>A bar from zero at each point; the bars of several series stand side by side.</summary>
    Bars,
}
