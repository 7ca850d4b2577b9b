using Mkr.Model.Settings;

namespace Mkr.Model.Models.LibFm;

/// <summary>The shape of a factorization machine, its penalties, and how it is trained.</summary>
internal sealed record LibFmOptions : PairOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public LibFmOptions() => (Epochs, Patience) = (50, 5);

    /// <summary>k: the factors of each user, item and feature.</summary>
    [Setting("k: the factors of each user, item and feature", Least = 1, Most = 4096, Tune = "4..64 log")]
    public int Dim { get; init; } = 8;

    /// <summary>n: the length of the entity vectors that are items' features.</summary>
    [Setting("n: the length of the entity vectors, learnt by TransR, that are items' features",
        Least = 1, Most = 4096, Tune = "16, 32, 64")]
    public int EntityDim { get; init; } = 32;

    /// <summary>Passes of TransR over the graph.</summary>
    [Setting("passes of TransR over the graph, before the training", Group = SettingGroup.Training, Least = 1, Most = 1_000_000,
        Tune = "10..100")]
    public int EntityEpochs { get; init; } = 60;

    /// <summary>The factor of half the squared factors of each pair, and of the features once.</summary>
    [Setting("the weight of the L2 penalty on the factors of a batch", Least = 0, Tune = "1e-6..1e-2 log")]
    public double L2 { get; init; } = 1e-4;

    /// <summary>The same for the linear weights.</summary>
    [Setting("the weight of the L2 penalty on the linear weights of a batch", Least = 0, Tune = "1e-6..1e-2 log")]
    public double LinearL2 { get; init; } = 1e-4;

    /// <summary>The same for the bias.</summary>
    [Setting("the weight of the L2 penalty on the bias", Least = 0)]
    public double BiasL2 { get; init; }

    /// <summary>The standard deviation of the first factors; linear weights start at 0.</summary>
    [Setting("the standard deviation of the first factors", Least = 0, IsAboveLeast = true, Tune = "0.01..0.3 log")]
    public double Start { get; init; } = 0.1;

    /// <summary>The optimizer.</summary>
    [Setting("the optimizer: adam, or gradient descent (sgd), with batchSize=1 that of libFM", Group = SettingGroup.Training,
        Tune = "adam, sgd")]
    public LibFmMethod Method { get; init; } = LibFmMethod.Adam;

    /// <summary>The optimizer's rate.</summary>
    [Setting("the optimizer's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..1e-1 log")]
    public double Rate { get; init; } = 2e-3;
}
