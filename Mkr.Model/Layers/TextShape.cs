namespace Mkr.Model.Layers;

/// <summary>The sizes of a <see cref="TextConvolution{T}"/>.</summary>
/// <param name="WordDim">The length of a word's vector.</param>
/// <param name="Filters">F: the filters of each width.</param>
internal sealed record TextShape(int WordDim, int Filters);
