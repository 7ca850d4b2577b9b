namespace Mkr.Model.Models.LinearModels;

/// <summary>The hyper-parameters of <see cref="Ease"/>.</summary>
public sealed record class EaseOptions
{
    /// <summary>lambda, above 0: the weight of the squared norm of the item-item weights.</summary>
    public double L2 { get; init; } = 500;
}
