namespace Mkr.Engine.Optimizers;

/// <summary>The constants of <see cref="Adam{T}"/>; the defaults are those of its paper and of every library.</summary>
/// <param name="LearningRate">The step size.</param>
/// <param name="Rows">What happens to rows that are not in the batch.</param>
/// <param name="Beta1">The decay of the first moment, above 0.</param>
/// <param name="Beta2">The decay of the second moment, above <paramref name="Beta1"/> and below 1.</param>
/// <param name="Epsilon">ε, which keeps the quotient finite.</param>
public sealed record AdamOptions(
    double LearningRate, RowPolicy Rows = RowPolicy.Deferred, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8);
