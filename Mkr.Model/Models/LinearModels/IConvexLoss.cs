namespace Mkr.Model.Models.LinearModels;

/// <summary>A loss of a linear model, which is convex in its weights.</summary>
internal interface IConvexLoss
{
    /// <returns>The loss; its gradient and the upper triangle, row by row, of its Hessian are added to zeros.</returns>
    double Differentiate(ReadOnlySpan<double> weights, Span<double> gradient, Span<double> hessian);
}
