using Mkr.Engine.Optimizers;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr;

/// <summary>The shape of an MKR model, its loss, and how it is trained.</summary>
public sealed record MkrOptions : PairOptions
{
    /// <summary>The loss of the KGE task.</summary>
    [Setting("KGE loss: of true and false triples with lambda1 (paper), or of true triples only (released)")]
    public Objective Objective { get; init; } = Objective.Paper;

    /// <summary>d: the dimension of all embeddings and hidden layers.</summary>
    [Setting("d: the dimension of embeddings and layers", Least = 1, Most = 4096, Tune = "4..64 log")]
    public int Dim { get; init; } = 8;

    /// <summary>L: the number of low layers, each a cross&amp;compress unit and a dense layer.</summary>
    [Setting("L: cross&compress units, and dense layers beside them", Least = 1, Most = 64, Tune = "1..3")]
    public int LowLayers { get; init; } = 1;

    /// <summary>H (K in the paper): the number of high layers.</summary>
    [Setting("H: layers that predict the tail, and the logit where fRs is mlp", Least = 1, Most = 64)]
    public int HighLayers { get; init; } = 1;

    /// <summary>f_RS.</summary>
    [Setting("the prediction from user and item vector: their inner product (inner), or an MLP of both (mlp)")]
    public PredictionFunction FRs { get; init; } = PredictionFunction.InnerProduct;

    /// <summary>lambda1: the weight of the KGE task in the paper's objective.</summary>
    [Setting("the weight of the KGE task in the paper's objective", Least = 0, Tune = "0.01..1 log")]
    public double Lambda1 { get; init; } = 0.5;

    /// <summary>lambda2: the weight of the L2 term.</summary>
    [Setting("lambda2: the weight of the L2 penalty", Least = 0, Tune = "1e-8..1e-2 log")]
    public double L2 { get; init; } = 1e-6;

    /// <summary>Adam's rate for the recommendation task.</summary>
    [Setting("Adam's rate for the recommendation task", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..3e-2 log")]
    public double RsRate { get; init; } = 1e-3;

    /// <summary>Adam's rate for the KGE task.</summary>
    [Setting("Adam's rate for the KGE task", Group = SettingGroup.Training, Least = 0, Tune = "1e-5..3e-2 log")]
    public double KgeRate { get; init; } = 2e-4;

    /// <summary>t: how many steps (or epochs) of the recommendation task come to one of the KGE task.</summary>
    [Setting(
        "t: recommendation steps (or epochs) to one KGE step (or epoch)", Group = SettingGroup.Training, Least = 1, Most = 1_000_000,
        Tune = "1..10")]
    public int KgeInterval { get; init; } = 2;

    /// <summary>How the tasks alternate.</summary>
    [Setting("whether steps alternate (algorithm1) or whole epochs (epochs); auto: as the objective has it", Group = SettingGroup.Training)]
    public Schedule Schedule { get; init; } = Schedule.OfObjective;

    /// <summary>Whether the recommendation task is trained at all; without it the KGE task takes the same steps alone.</summary>
    [Setting("the recommendation task", Key = "rs", Group = SettingGroup.Training)]
    public bool UseRs { get; init; } = true;

    /// <summary>Whether steps alternate; else whole epochs do.</summary>
    internal bool AlternatesSteps =>
        Schedule == Schedule.OfObjective ? Objective == Objective.Paper : Schedule == Schedule.Algorithm1;
}
