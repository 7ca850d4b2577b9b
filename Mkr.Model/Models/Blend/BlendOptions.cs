using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Blend;

/// <summary>The hyper-parameters of <see cref="BlendModel"/>.</summary>
internal sealed record BlendOptions : ModelOptions
{
    /// <summary>The neighbours of the item-kNN score.</summary>
    [Setting("k of the item-kNN score", Least = 1, Most = int.MaxValue, Tune = "50..2000 log")]
    public int Neighbours { get; init; } = 1000;

    /// <summary>The shrinkage of the item-kNN score.</summary>
    [Setting("shrinkage of the item-kNN score", Least = 0, Tune = "0..100")]
    public double Shrink { get; init; }

    /// <summary>lambda of the EASE score.</summary>
    [Setting("lambda of the EASE score", Least = 0, IsAboveLeast = true, Tune = "50..5000 log")]
    public double EaseL2 { get; init; } = 500;

    /// <summary>The weight of the squared norm of the regression's weights.</summary>
    [Setting("the weight of the regression's ridge penalty", Least = 0, Tune = "1e-6..1e-1 log")]
    public double Ridge { get; init; } = 1e-4;

    /// <summary>Those of the item-kNN score.</summary>
    internal ItemKnnOptions ItemKnn => new() { Neighbours = Neighbours, Shrink = Shrink };

    /// <summary>Those of the EASE score.</summary>
    internal EaseOptions Ease => new() { L2 = EaseL2 };
}
