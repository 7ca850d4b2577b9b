using Mkr.Model.Settings;

namespace Mkr.Model.Models.Cke;

/// <summary>The shape of CKE, the weights of its losses, and how it is trained.</summary>
internal sealed record CkeOptions : EpochOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public CkeOptions() => (Epochs, Patience) = (120, 5);

    /// <summary>d: the length of user, item and entity vectors.</summary>
    [Setting("d: the length of user, item and entity vectors", Least = 1, Most = 4096, Tune = "16, 32, 64, 128")]
    public int Dim { get; init; } = 32;

    /// <summary>k: the length of relations' vectors.</summary>
    [Setting("k: the length of relations' vectors, the space that TransR compares entities in",
        Least = 1, Most = 4096, Tune = "16, 32, 64")]
    public int RelationDim { get; init; } = 32;

    /// <summary>Whether TransR compares vectors of length 1.</summary>
    [Setting("whether projected entities and relations are made as long as 1", Tune = "on, off")]
    public bool Normalize { get; init; } = true;

    /// <summary>The weight of the graph's loss.</summary>
    [Setting("the weight of the graph's loss; that of the pairs weighs 1", Least = 0, Tune = "0.1..10 log")]
    public double KgeWeight { get; init; } = 1;

    /// <summary>The factor of half the squared lengths of the vectors of each pair.</summary>
    [Setting("the weight of the L2 penalty on the user and item vectors of a batch", Least = 0, Tune = "1e-6..1e-3 log")]
    public double L2 { get; init; } = 1e-4;

    /// <summary>The factor of half the squared lengths of the projected vectors of each triple.</summary>
    [Setting("the weight of the L2 penalty on the projected vectors of a batch's triples; no pull where they are made as long as 1",
        Least = 0)]
    public double KgeL2 { get; init; }

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..1e-2 log")]
    public double Rate { get; init; } = 2e-3;
}
