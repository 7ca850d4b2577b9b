namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>Which sharing weights stand in a task's L2 term.</summary>
/// <remarks>
/// Adam divides a gradient by its own size: where a weight has no other gradient in a task, the penalty alone shrinks it by about the
/// learning rate in each step, however small lambda2 is.
/// </remarks>
internal enum PenaltyScope
{
    /// <summary>All weights of all layers, in either task, as the released program has it.</summary>
    All,

    /// <summary>Those that the task's prediction depends on.</summary>
    Own,
}
