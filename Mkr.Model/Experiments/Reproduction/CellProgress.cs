namespace Mkr.Model.Experiments.Reproduction;

/// <summary>How far an experiment is.</summary>
/// <param name="Cell">The cell that has just been done.</param>
/// <param name="Result">Its result.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Remaining">How long the others will take, if they take as long as those that were computed in this call.</param>
internal sealed record CellProgress(Cell Cell, CellResult Result, int Done, int Total, TimeSpan Remaining);
