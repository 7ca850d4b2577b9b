using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>One channel of an <see cref="AlignedConvolution{T}"/>: a row for each position, perhaps transformed, and its filters.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Rows">The different rows of the step.</param>
/// <param name="Positions">Which of them is at each position: L numbers for each text, text after text.</param>
/// <param name="Filters">
/// [d x (sum of the windows) F], with d the length of a row: for each window, and each of its words, F columns.
/// </param>
/// <param name="Transform">W of tanh(x W + b), which the filters then see; null where they see x.</param>
/// <param name="TransformBias">b; null as <paramref name="Transform"/> is.</param>
public sealed record TextChannel<T>(
    StepLookup<T> Rows, RowNumbers Positions, Weight<T> Filters, Weight<T>? Transform = null, Weight<T>? TransformBias = null)
    where T : unmanaged, IFloatingPointIeee754<T>;
