namespace Mkr.Model.Evaluation;

/// <summary>What all workers of a <see cref="TopKEvaluator"/> share.</summary>
/// <param name="Excluded">The items of each user that are not ranked.</param>
/// <param name="Relevant">The items of each user that should be at the top.</param>
/// <param name="ItemCount">The number of items.</param>
/// <param name="Cutoffs">The cutoffs K, ascending.</param>
internal sealed record TopKTask(UserItemRows Excluded, UserItemRows Relevant, int ItemCount, int[] Cutoffs);
