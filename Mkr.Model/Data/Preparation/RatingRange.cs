namespace Mkr.Model.Data.Preparation;

/// <summary>The range of ratings.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The largest.</param>
internal sealed record RatingRange(double Least, double Most);
