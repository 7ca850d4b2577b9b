using Mkr.Model.Settings;

namespace Mkr.Model.Models.Per;

/// <summary>The meta-paths of PER, how users are told apart, and how the paths' weights are fitted.</summary>
internal sealed record PerOptions : ModelOptions
{
    /// <summary>The relations r of the paths user - item - r - item; null for those that most items have.</summary>
    [Setting("the relations of the meta-paths user-item-attribute-item, with commas between, and + within one; or none: the most frequent")]
    public string? Paths { get; init; }

    /// <summary>Whether a feature is the mean over the history, not the sum.</summary>
    [Setting("whether a path's feature is the mean over the history, or the sum", Tune = "on, off")]
    public bool Mean { get; init; } = true;

    /// <summary>Whether weights stay at 0 or above.</summary>
    [Setting("whether the weights of paths stay at 0 or above", Tune = "on, off")]
    public bool NonNegative { get; init; } = true;

    /// <summary>Groups of users, each with weights of its own; 1: all users have the same.</summary>
    [Setting("groups of users with weights of their own, found by k-means; 1: the same for all", Least = 1, Most = 100, Tune = "1..8 log")]
    public int Clusters { get; init; } = 1;

    /// <summary>The factor of half the squared weights.</summary>
    [Setting("the weight of the L2 penalty on the paths' weights", Least = 0, Tune = "1e-6..1e-2 log")]
    public double L2 { get; init; } = 2e-4;

    /// <summary>How many negatives are drawn for each positive.</summary>
    [Setting("negatives drawn for each positive", Least = 1, Most = 1000, Tune = "1..4")]
    public int NegativesPerPositive { get; init; } = 1;
}
