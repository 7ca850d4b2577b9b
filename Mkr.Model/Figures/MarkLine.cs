namespace Mkr.Model.Figures;

/// <summary>A vertical line where something changes, such as where a cache is full.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where it lies.</param>
internal sealed record MarkLine(string Name, double X);
