using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options that all models of a knowledge graph alone have.</summary>
internal abstract record KgeOptions : EpochOptions
{
    /// <summary>The defaults: patience decides how many epochs there are, by the ranks of the triples that validate.</summary>
    protected KgeOptions() => (Epochs, Patience, Select, BatchSize) = (300, 30, SelectionMetric.Mrr, 512);

    /// <summary>d: the length of entities' vectors.</summary>
    [Setting("d: the length of entities' vectors", Least = 1, Most = 4096, Tune = "16, 32, 64, 128")]
    public int Dim { get; init; } = 32;

    /// <summary>The loss.</summary>
    [Setting(
        "the loss: of true and false triples (margin, logistic, selfAdversarial), or of one entity against all (softmax)",
        Tune = "margin, logistic, selfAdversarial, softmax")]
    public TripleLoss Loss { get; init; } = TripleLoss.Softmax;

    /// <summary>γ of the loss margin.</summary>
    [Setting("by how much a true triple is to score above a false one, with the loss margin", Least = 0, Tune = "0.5..4")]
    public double Margin { get; init; } = 1;

    /// <summary>g of the losses logistic and selfAdversarial.</summary>
    [Setting("added to scores by the losses logistic and selfAdversarial: distances need one above 0", Tune = "0..12")]
    public double Offset { get; init; }

    /// <summary>α of the loss selfAdversarial.</summary>
    [Setting("how much more false triples of high scores weigh, with the loss selfAdversarial", Least = 0, Tune = "0.25..2")]
    public double Temperature { get; init; } = 1;

    /// <summary>n: false triples of each true one, for all losses but softmax.</summary>
    [Setting(
        "false triples of each true one; softmax needs none", Group = SettingGroup.Training, Least = 1, Most = 1024, Tune = "1..64 log")]
    public int NegativeTriples { get; init; } = 16;

    /// <summary>Which side is replaced where there are several.</summary>
    [Setting("the side that is replaced: one for all false triples of a true one (shared), or drawn for each (own)",
        Group = SettingGroup.Training)]
    public CorruptedSides Sides { get; init; } = CorruptedSides.Shared;

    /// <summary>How often it is the head.</summary>
    [Setting("how often it is the head: half the times (uniform), or as the relation has it (bernoulli)",
        Group = SettingGroup.Training, Tune = "uniform, bernoulli")]
    public Corruption Corruption { get; init; } = Corruption.Uniform;

    /// <summary>What entities' vectors have to obey.</summary>
    [Setting("what entities' vectors have to obey after each step: nothing (none), length 1 (unit), at most 1 (ball)",
        Tune = "none, unit, ball")]
    public EntityConstraint Constraint { get; init; } = EntityConstraint.None;

    /// <summary>The weight of half the squared lengths of the parameters of each true triple of a batch.</summary>
    [Setting("the weight of the L2 penalty on the parameters of a batch's true triples", Least = 0, Tune = "1e-7..1e-2 log")]
    public double L2 { get; init; }

    /// <summary>The standard deviation of the first parameters; null: Glorot-uniform.</summary>
    [Setting(
        "the standard deviation of the first parameters; none: Glorot-uniform", Least = 0, IsAboveLeast = true, Tune = "0.05..0.5 log")]
    public double? Start { get; init; }

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..3e-2 log")]
    public double Rate { get; init; } = 0.01;

    /// <summary>The shares of the graph for training, validation and test.</summary>
    [Setting("the percentages of the triples for training, validation and test", Group = SettingGroup.Split)]
    public GraphShares GraphSplit { get; init; } = new(90, 5, 5);

    /// <summary>What is held out together.</summary>
    [Setting("what is held out together: nothing (triples), or all triples of a head and a tail (pairs)", Group = SettingGroup.Split)]
    public HeldOut HeldOut { get; init; } = HeldOut.Triples;

    /// <summary>The first epochs, in which <see cref="TripleFunction{T}.Frozen"/> stay as they are.</summary>
    internal virtual int FrozenEpochs => 0;

    /// <summary>Creates the model's function, its tables of zeros among the parameters.</summary>
    internal abstract TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
