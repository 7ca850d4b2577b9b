namespace Mkr.Model.Data.Preparation;

/// <summary>The distribution of how often things of a kind occur.</summary>
/// <param name="Least">The least.</param>
/// <param name="Median">The median; the upper one of two.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Most">The most.</param>
/// <param name="BelowFive">How many occur less than five times.</param>
internal sealed record DegreeSummary(int Least, int Median, double Mean, int Most, int BelowFive);
