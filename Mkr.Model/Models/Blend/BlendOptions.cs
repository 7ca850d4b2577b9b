using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Neighbours;

namespace Mkr.Model.Models.Blend;

/// <summary>The hyper-parameters of <see cref="BlendModel"/>.</summary>
public sealed record class BlendOptions
{
    /// <summary>Those of the item-kNN score.</summary>
    public ItemKnnOptions ItemKnn { get; init; } = new() { Neighbours = 1000, Shrink = 0 };

    /// <summary>Those of the EASE score.</summary>
    public EaseOptions Ease { get; init; } = new();

    /// <summary>The weight of the squared norm of the regression's weights, 0 or more.</summary>
    public double Ridge { get; init; } = 1e-4;
}
