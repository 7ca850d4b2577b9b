using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Models.Wide;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The shape of <see cref="HybridModel{T}"/>, its penalties, and how it is trained.</summary>
internal sealed record HybridOptions : EpochOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public HybridOptions() => (Epochs, Patience, BatchSize) = (60, 4, 2048);

    /// <summary>d, the length of each vector.</summary>
    [Setting("d: the length of item, attribute and history vectors", Least = 4, Most = 1024, Tune = "16..64 log")]
    public int Dim { get; init; } = 32;

    /// <summary>L, the number of sharing units between an item and its entity.</summary>
    [Setting("L: sharing units between an item's own row and its attributes", Least = 0, Most = 4, Tune = "0..2")]
    public int Units { get; init; }

    /// <summary>The weight of the units' squared weights.</summary>
    [Setting("the weight of the L2 penalty on the sharing units' weights", Least = 0, Tune = "1e-3..1 log")]
    public double UnitL2 { get; init; } = 0.1;

    /// <summary>kappa: how many positives make an item's own row count half.</summary>
    [Setting("kappa: an item's own row counts n / (n + kappa) with n training positives", Least = 0, Tune = "0..10")]
    public double ItemPrior { get; init; } = 3;

    /// <summary>Whether a user's vector has a row of the user's own, besides the history.</summary>
    [Setting("a row of the user's own beside the history")]
    public bool UserRow { get; init; }

    /// <summary>Whether a user is described by the items of his training part.</summary>
    [Setting("a user is described by the items of his history")]
    public bool History { get; init; } = true;

    /// <summary>Whether items, and the histories of users, are described by the graph's attributes.</summary>
    [Setting("items and histories are described by their attributes in the graph")]
    public bool Attributes { get; init; } = true;

    /// <summary>Whether relations have weights of their own.</summary>
    [Setting("relations weigh as much as they say of users' tastes, learnt from the training part", Tune = "on, off")]
    public bool RelationWeights { get; init; } = true;

    /// <summary>What is attended to, besides the sums.</summary>
    [Setting("what is attended to: the history by the candidate, the candidate's attributes by the user, both or none")]
    public HybridAttention Attention { get; init; }

    /// <summary>The most items of a history that are attended to.</summary>
    [Setting("the items of a history that are attended to; of more, so many are drawn", Least = 1, Most = 1000)]
    public int Attended { get; init; } = 32;

    /// <summary>alpha.</summary>
    [Setting("alpha: a history of n items is divided by (n + 1)^alpha", Least = 0, Most = 1)]
    public double HistoryPower { get; init; } = 1;

    /// <summary>Whether each item has a bias.</summary>
    [Setting("a bias of each item and each attribute")]
    public bool Biases { get; init; } = true;

    /// <summary>The weight of the mean squared length of the towers' outputs.</summary>
    [Setting("the weight of the L2 penalty on the towers' outputs", Least = 0, Tune = "1e-4..3e-2 log")]
    public double L2 { get; init; } = 3e-3;

    /// <summary>The share of the towers' inputs that is left out in each step.</summary>
    [Setting("the share of the towers' inputs left out in a step", Least = 0, Most = 0.95, Tune = "0..0.7")]
    public double Dropout { get; init; } = 0.2;

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "2e-3..2e-2 log")]
    public double Rate { get; init; } = 5e-3;

    /// <summary>What an epoch keeps of the weights' average; 0: the weights themselves are used.</summary>
    [Setting("what an epoch keeps of the weights' average, which scores in their place; 0: no average",
        Group = SettingGroup.Training, Least = 0, Most = 0.99, Tune = "0..0.9")]
    public double Averaging { get; init; }

    /// <summary>What the model is trained for.</summary>
    [Setting("what it is trained for: to predict clicks, or to rank, which takes other losses", Group = SettingGroup.Training)]
    public PairGoal Goal { get; init; }

    /// <summary>Whether there is a graph task.</summary>
    [Setting("the graph task: an item's attribute told by its others", Group = SettingGroup.Training)]
    public bool GraphTask { get; init; } = true;

    /// <summary>The steps of the recommendation task before one of the graph task.</summary>
    [Setting("steps of the recommendation task before one of the graph task", Group = SettingGroup.Training, Least = 1, Most = 1000)]
    public int GraphInterval { get; init; } = 5;

    /// <summary>How many false facts follow each true one.</summary>
    [Setting("false facts drawn for each true one", Group = SettingGroup.Training, Least = 1, Most = 255)]
    public int FalseAttributes { get; init; } = 7;

    /// <summary>What is false of them.</summary>
    [Setting("what is replaced in a false fact: the attribute, or by TransH's shares the item or the attribute",
        Group = SettingGroup.Training)]
    public FalseFacts FalseFacts { get; init; } = FalseFacts.Bernoulli;

    /// <summary>The loss of the graph task.</summary>
    [Setting("the graph task's loss: each fact by itself, or a true one among its false ones", Group = SettingGroup.Training)]
    public GraphLoss GraphLoss { get; init; } = GraphLoss.Softmax;

    /// <summary>How many negatives are drawn for each positive in each epoch.</summary>
    [Setting("negatives drawn for each positive in each epoch", Group = SettingGroup.Training, Least = 1, Most = 255, Tune = "1..8")]
    public int NegativesPerPositive { get; init; } = 3;

    /// <summary>Whether the logit is corrected by closed forms, with weights that are fitted on validation.</summary>
    [Setting("closed forms beside the towers, weighed on the validation part")]
    public bool Wide { get; init; } = true;

    /// <summary>The neighbours of the item-kNN score.</summary>
    [Setting("k of the item-kNN score", Least = 1, Most = int.MaxValue, Tune = "50..2000 log")]
    public int Neighbours { get; init; } = 1000;

    /// <summary>The shrinkage of the item-kNN score.</summary>
    [Setting("shrinkage of the item-kNN score", Least = 0, Tune = "0..100")]
    public double Shrink { get; init; }

    /// <summary>lambda of the EASE score.</summary>
    [Setting("lambda of the EASE score", Least = 0, IsAboveLeast = true, Tune = "50..5000 log")]
    public double EaseL2 { get; init; } = 500;

    /// <summary>The weight of the squared norm of the weights of the closed forms.</summary>
    [Setting("the weight of the ridge penalty on the closed forms' weights", Least = 0, Tune = "1e-6..1e-1 log")]
    public double Ridge { get; init; } = 1e-4;

    /// <summary>Those of the item-kNN score.</summary>
    internal ItemKnnOptions ItemKnn => new() { Neighbours = Neighbours, Shrink = Shrink };

    /// <summary>The pairs of a group that stays together in a batch: a positive and its negatives, or one.</summary>
    internal int PairGroup => Goal == PairGoal.Ranking ? 1 + NegativesPerPositive : 1;

    /// <summary>The facts of a group that stays together in a batch: a true one and its false ones, or one.</summary>
    internal int FactGroup => GraphLoss == GraphLoss.Softmax ? 1 + FalseAttributes : 1;

    /// <summary>Whether there is an attention over histories.</summary>
    internal bool AttendsToHistory => Attention is HybridAttention.History or HybridAttention.Both;

    /// <summary>Whether there is one over attributes.</summary>
    internal bool AttendsToAttributes => Attention is HybridAttention.Attributes or HybridAttention.Both;

    /// <summary>What the graph says of items; null for nothing.</summary>
    internal GraphAttributes? Describe(ModelData data) => !Attributes && !Wide ? null
        : RelationWeights ? GraphAttributes.FindWeighted(data) : GraphAttributes.Find(data.Data);

    /// <summary>Those of the EASE score.</summary>
    internal EaseOptions Ease => new() { L2 = EaseL2 };
}
