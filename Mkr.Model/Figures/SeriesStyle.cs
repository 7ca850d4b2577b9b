namespace Mkr.Model.Figures;

/// <summary>How a series is drawn.</summary>
internal enum SeriesStyle
{
    /// <summary>A line with a marker at each point.</summary>
    Line,

    /// <summary>Markers only.</summary>
    Points,

    /// <summary>A black line without markers: what measurements are compared with. Limits come after all other series.</summary>
    Limit,

    /// <summary>
    /// A bar at each point, from zero where nothing else is said; bars of several series at the same point stand side by side.
    /// </summary>
    Bars,
}
