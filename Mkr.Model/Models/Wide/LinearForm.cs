namespace Mkr.Model.Models.Wide;

/// <summary>constant + sum over the features a of slope_a (x_a - mean_a).</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Slopes">The slopes.</param>
/// <param name="Means">The features' means.</param>
internal sealed record LinearForm(double Constant, double[] Slopes, double[] Means);
