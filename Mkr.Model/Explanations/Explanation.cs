using Mkr.Model.Metrics;
using Mkr.Model.Models;

namespace Mkr.Model.Explanations;

/// <summary>
/// Why a model gives an item its score, in names. The amounts of <see cref="History"/> and <see cref="Terms"/> together are the score.
/// </summary>
public sealed record Explanation
{
    /// <summary>The model's name in tables.</summary>
    public required string Model { get; init; }

    /// <summary>The user.</summary>
    public required Named User { get; init; }

    /// <summary>The item.</summary>
    public required Named Item { get; init; }

    /// <summary>The score, a logit.</summary>
    public required double Score { get; init; }

    /// <summary>The predicted probability of an engagement: the sigmoid of the score.</summary>
    public double Probability => Sigmoid.Of(Score);

    /// <summary>How many training positives the user has.</summary>
    public required int HistorySize { get; init; }

    /// <summary>Whether the item is one of them.</summary>
    public required bool IsInHistory { get; init; }

    /// <summary>What comes from items of the history; those that matter most, either way, first.</summary>
    public required IReadOnlyList<HistoryPart> History { get; init; }

    /// <summary>What comes from no item of the history; what matters most, either way, first.</summary>
    public required IReadOnlyList<NamedValue> Terms { get; init; }

    /// <summary>
    /// The facts by which items of the history speak, each with what it adds over all of them: another view of <see cref="History"/>, not
    /// to be added to it. Empty where the model looks at no facts.
    /// </summary>
    public required IReadOnlyList<SharedFact> Facts { get; init; }

    /// <summary>Paths of the graph from the history to the item, the shortest and most special first.</summary>
    public required IReadOnlyList<GraphPath> Paths { get; init; }

    /// <summary>What the parts come to: the score, but for rounding.</summary>
    public double Sum => History.Sum(part => part.Amount) + Terms.Sum(term => term.Value);
}

/// <summary>Something by its id, and its name where there is one.</summary>
/// <param name="Id">The id, as in the data.</param>
/// <param name="Name">The name; null for none.</param>
public sealed record Named(string Id, string? Name)
{
    /// <summary>The name, or else the id.</summary>
    public override string ToString() => Name ?? Id;
}

/// <summary>What an item of the history adds to a score.</summary>
/// <param name="Item">The item.</param>
/// <param name="Amount">How much: the sum of the terms.</param>
/// <param name="Terms">By what: users in common, shared facts, and so on.</param>
/// <param name="Facts">What the graph says of both this item and the scored one, or what the model looked at in their place.</param>
public sealed record HistoryPart(Named Item, double Amount, IReadOnlyList<NamedValue> Terms, IReadOnlyList<SharedFact> Facts);

/// <summary>A fact that two items share.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Entity">The entity, by its name where it has one.</param>
/// <param name="IsInverse">Whether the relation leads from the entity to the items.</param>
/// <param name="Amount">How much it adds to the score; null where the model does not look at it.</param>
public sealed record SharedFact(string Relation, string Entity, bool IsInverse, double? Amount);
