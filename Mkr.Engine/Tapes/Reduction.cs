namespace Mkr.Engine;

/// <summary>
/// What becomes of a loss's terms, one an example, with B the examples of the step: of the whole batch, however it is cut up.
/// </summary>
public enum Reduction
{
    /// <summary>Their mean: scale / B times their sum.</summary>
    Mean,

    /// <summary>Their sum: scale times it.</summary>
    Sum,

    /// <summary>As if all were added once an example: scale B times their sum.</summary>
    TimesBatch,
}
