using Mkr.Model.Settings;

namespace Mkr.Model.Models.Neighbours;

/// <summary>The hyper-parameters of <see cref="ItemKnn"/>.</summary>
internal sealed record ItemKnnOptions : ModelOptions
{
    /// <summary>How many neighbours each item keeps: those most similar to it. With as many as there are items, all.</summary>
    [Setting("k: how many neighbours each item keeps, the most similar ones", Least = 1, Most = int.MaxValue, Tune = "20..2000 log")]
    public int Neighbours { get; init; } = 200;

    /// <summary>Added to the denominator of each similarity: common users count for less where there are few of them.</summary>
    [Setting("shrinkage: added to the denominator of each similarity", Least = 0, Tune = "0..100")]
    public double Shrink { get; init; } = 5;
}
