using Mkr.Model.Settings;

namespace Mkr.Model.Models.WideDeep;

/// <summary>The shape of Wide &amp; Deep, its penalty, and how it is trained.</summary>
internal sealed record WideDeepOptions : PairOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public WideDeepOptions() => (Epochs, Patience) = (30, 4);

    /// <summary>d: the length of user and item vectors.</summary>
    [Setting("d: the length of user and item vectors", Least = 1, Most = 4096, Tune = "16, 32, 64, 128")]
    public int Dim { get; init; } = 64;

    /// <summary>n: the length of the entity vectors that are items' features.</summary>
    [Setting("n: the length of the entity vectors, learnt by TransR, that are items' features",
        Least = 1, Most = 4096, Tune = "16, 32, 64")]
    public int EntityDim { get; init; } = 64;

    /// <summary>Passes of TransR over the graph.</summary>
    [Setting("passes of TransR over the graph, before the training", Group = SettingGroup.Training, Least = 1, Most = 1_000_000,
        Tune = "10..100")]
    public int EntityEpochs { get; init; } = 40;

    /// <summary>The units of the first hidden layer.</summary>
    [Setting("units of the first hidden layer", Least = 1, Most = 4096, Tune = "50, 100, 200")]
    public int Hidden1 { get; init; } = 100;

    /// <summary>The units of the second hidden layer.</summary>
    [Setting("units of the second hidden layer", Least = 1, Most = 4096, Tune = "25, 50, 100")]
    public int Hidden2 { get; init; } = 50;

    /// <summary>The factor of half the squares of each pair's vectors and wide weights, and of all layers' weights once.</summary>
    [Setting("the weight of the L2 penalty on what is looked up for a batch, and on the layers", Least = 0, Tune = "1e-7..1e-3 log")]
    public double L2 { get; init; } = 1e-4;

    /// <summary>The optimizer.</summary>
    [Setting("the optimizer: adam or adaGrad", Group = SettingGroup.Training, Tune = "adam, adaGrad")]
    public WideDeepMethod Method { get; init; } = WideDeepMethod.Adam;

    /// <summary>The optimizer's rate.</summary>
    [Setting("the optimizer's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..1e-1 log")]
    public double Rate { get; init; } = 1e-3;
}
