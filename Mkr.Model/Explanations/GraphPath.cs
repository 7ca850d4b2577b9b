namespace Mkr.Model.Explanations;

/// <summary>A path of the graph from an item of the history to another item.</summary>
/// <param name="From">The item of the history.</param>
/// <param name="Steps">The steps, the last of which ends at the other item.</param>
/// <param name="Specificity">
/// The product of 1 / degree over the entities on the way: 1 where there is none, small where they are hubs.
/// </param>
public sealed record GraphPath(Named From, IReadOnlyList<PathStep> Steps, double Specificity)
{
    /// <summary>The path as a line, such as <c>Dusty Weaver -[director]-> Elio Norton &lt;-[director]- Silver Harbour</c>.</summary>
    public override string ToString() =>
        From + string.Concat(Steps.Select(step => step.IsInverse
            ? $" <-[{step.Relation}]- {step.To}"
            : $" -[{step.Relation}]-> {step.To}"));
}

/// <summary>A step along a triple.</summary>
/// <param name="Relation">The triple's relation.</param>
/// <param name="IsInverse">Whether it is gone from its tail to its head.</param>
/// <param name="To">The name of what it leads to.</param>
public sealed record PathStep(string Relation, bool IsInverse, string To);
