namespace Mkr.Model.Data.Preparation;

/// <summary>The range of ratings.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The largest.</param>
public sealed record RatingRange(double Least, double Most);
