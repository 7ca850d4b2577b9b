namespace Mkr.Model.Models.Neighbours;

/// <summary>The hyper-parameters of <see cref="ItemKnn"/>.</summary>
public sealed record class ItemKnnOptions
{
    /// <summary>How many neighbours each item keeps, 1 or more: those most similar to it. With as many as there are items, all.</summary>
    public int Neighbours { get; init; } = 200;

    /// <summary>Added to the denominator of each similarity, 0 or more: common users count for less where there are few of them.</summary>
    public double Shrink { get; init; } = 5;
}
