namespace Mkr.Model.Models.Blend;

/// <summary>A weight of <see cref="BlendModel"/>.</summary>
/// <param name="Term">A feature, its square, or the product of two.</param>
/// <param name="Weight">By how much the logit grows with the term, features in standard deviations from their mean.</param>
public sealed record BlendWeight(string Term, double Weight);
