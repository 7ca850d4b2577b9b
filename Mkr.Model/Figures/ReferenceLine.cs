namespace Mkr.Model.Figures;

/// <summary>A horizontal line to compare with, such as a published result.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Y">Where it lies.</param>
internal sealed record ReferenceLine(string Name, double Y);
