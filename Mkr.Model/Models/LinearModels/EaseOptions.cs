using Mkr.Model.Settings;

namespace Mkr.Model.Models.LinearModels;

/// <summary>The hyper-parameters of <see cref="Ease"/>.</summary>
internal sealed record EaseOptions : ModelOptions
{
    /// <summary>lambda: the weight of the squared norm of the weights.</summary>
    [Setting("lambda: the weight of the ridge penalty", Least = 0, IsAboveLeast = true, Tune = "50..5000 log")]
    public double L2 { get; init; } = 500;
}
