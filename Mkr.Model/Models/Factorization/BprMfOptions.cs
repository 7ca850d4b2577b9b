using Mkr.Model.Settings;

namespace Mkr.Model.Models.Factorization;

/// <summary>The shape of a matrix factorization, its penalties, and how it is trained.</summary>
internal sealed record BprMfOptions : EpochOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public BprMfOptions() => (Epochs, Patience) = (200, 5);

    /// <summary>d, the length of user and item vectors.</summary>
    [Setting("d: the length of user and item vectors", Least = 1, Most = 4096, Tune = "16..128 log")]
    public int Dim { get; init; } = 64;

    /// <summary>The factor of half the squared lengths of the vectors of each pair.</summary>
    [Setting("the weight of the L2 penalty on the vectors of a batch", Least = 0, Tune = "1e-6..1e-3 log")]
    public double L2 { get; init; } = 2e-4;

    /// <summary>The factor of half the squared biases of each pair.</summary>
    [Setting("the weight of the L2 penalty on the items' biases of a batch", Least = 0, Tune = "1e-6..1e-3 log")]
    public double BiasL2 { get; init; } = 1e-4;

    /// <summary>Whether o_u (<see cref="UserOffsets"/>) is subtracted from a user's scores.</summary>
    [Setting("an offset for each user, by which scores of different users compare; it changes no user's ranking", Tune = "on, off")]
    public bool UserOffset { get; init; }

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..1e-2 log")]
    public double Rate { get; init; } = 1e-3;

    /// <summary>How many negatives are drawn for each positive in each epoch.</summary>
    [Setting("negatives drawn for each positive in each epoch", Group = SettingGroup.Training, Least = 1, Most = 1000, Tune = "1..8")]
    public int NegativesPerPositive { get; init; } = 1;
}
