namespace Mkr.Model.Data;

/// <summary>One example of the recommendation task: a user, an item, and whether the user engaged with it (implicit feedback).</summary>
/// <param name="User">The user's index in the vocabulary of users.</param>
/// <param name="Item">The item's index in the vocabulary of items.</param>
/// <param name="IsPositive">True for an observed engagement (y = 1), false for a sampled negative (y = 0).</param>
public readonly record struct Interaction(int User, int Item, bool IsPositive);
