namespace Mkr.Model.Models.Explanations;

/// <summary>A part of a score.</summary>
/// <param name="Term">What it comes from, in words, such as "users in common"; <see cref="Terms"/> has those that models share.</param>
/// <param name="Amount">How much it adds to the score.</param>
/// <param name="HistoryItem">The item of the user's history that it comes from; null where it comes from none.</param>
/// <param name="Fact">The fact of the graph by which that item and the scored one are connected; null for none.</param>
internal sealed record Contribution(string Term, double Amount, int? HistoryItem = null, GraphFact? Fact = null);

/// <summary>What the graph says of an item: (item, relation, entity), or, taken backwards, (entity, relation, item).</summary>
/// <param name="Relation">The relation's index.</param>
/// <param name="Entity">The other end's index.</param>
/// <param name="IsInverse">Whether the item is the tail.</param>
internal readonly record struct GraphFact(int Relation, int Entity, bool IsInverse);
