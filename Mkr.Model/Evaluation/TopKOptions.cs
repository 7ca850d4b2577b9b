namespace Mkr.Model.Evaluation;

/// <summary>What a <see cref="TopKEvaluator"/> measures, and for whom.</summary>
public sealed record TopKOptions
{
    /// <summary>The cutoffs K, positive and ascending; the paper's by default.</summary>
    public IReadOnlyList<int> Cutoffs { get; init; } = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>Whether the negatives among the seen interactions leave the ranking too, as in the paper's released program.</summary>
    public bool ExcludeNegatives { get; init; }

    /// <summary>How many of the users to draw without replacement (the paper's released program: 100); null for all.</summary>
    public int? SampledUsers { get; init; }

    /// <summary>The seed of that draw.</summary>
    public ulong Seed { get; init; }
}
