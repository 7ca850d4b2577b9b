using Mkr.Model.Settings;

namespace Mkr.Model.Models.Dkn;

/// <summary>The shape of <see cref="DknModel{T}"/>, its penalty, and how it is trained.</summary>
internal sealed record DknOptions : PairOptions
{
    /// <summary>The defaults: patience decides how many epochs there are.</summary>
    public DknOptions() => (Epochs, Patience) = (30, 4);

    /// <summary>The field of items whose values are the words of their titles.</summary>
    [Setting("the field of item_features.tsv that has the words of titles, in order, or none: the items' names are the titles")]
    public string? Text { get; init; }

    /// <summary>L: the words of a title that are read.</summary>
    [Setting("L: the words of a title that are read; shorter titles are filled up", Least = 1, Most = 1000, Tune = "5..20")]
    public int TitleLength { get; init; } = 10;

    /// <summary>The length of a word's vector.</summary>
    [Setting("the length of a word's vector", Least = 1, Most = 4096, Tune = "16..128 log")]
    public int WordDim { get; init; } = 64;

    /// <summary>The length of an entity's vector.</summary>
    [Setting("the length of an entity's vector", Least = 1, Most = 4096, Tune = "16..128 log")]
    public int EntityDim { get; init; } = 64;

    /// <summary>The largest window; there is one of each size from 1 on.</summary>
    [Setting("the largest window: filters read 1, 2, ... words, up to so many", Least = 1, Most = 20, Tune = "1..3")]
    public int Windows { get; init; } = 3;

    /// <summary>F: the filters of each window.</summary>
    [Setting("F: the filters of each window", Least = 1, Most = 4096, Tune = "32..256 log")]
    public int Filters { get; init; } = 128;

    /// <summary>Whether there is a third channel: the mean of an entity's neighbours.</summary>
    [Setting("a third channel: the mean of the vectors of an entity's neighbours in the graph", Tune = "on, off")]
    public bool Context { get; init; }

    /// <summary>C: the clicks of a user that are attended to.</summary>
    [Setting("C: the clicks of a user that are attended to, drawn once", Least = 1, Most = 100_000, Tune = "5..50 log")]
    public int Clicks { get; init; } = 10;

    /// <summary>How a click and the candidate become the click's score.</summary>
    [Setting("a click's score: its inner product with the candidate, or a layer on both", Tune = "inner, mlp")]
    public DknLayer Attention { get; init; }

    /// <summary>The width of the attention's layer.</summary>
    [Setting("the width of the attention's layer", Least = 1, Most = 4096, Tune = "16..128 log")]
    public int AttentionHidden { get; init; } = 64;

    /// <summary>How the user and the candidate become the prediction.</summary>
    [Setting("the prediction: the inner product of user and candidate, or a layer on both", Tune = "inner, mlp")]
    public DknLayer Prediction { get; init; }

    /// <summary>The width of the prediction's layer.</summary>
    [Setting("the width of the prediction's layer", Least = 1, Most = 4096, Tune = "16..128 log")]
    public int PredictionHidden { get; init; } = 64;

    /// <summary>Whether a trained number is added to the inner product, which is never negative by itself.</summary>
    [Setting("a number is learnt that is added to the inner product, which is never negative by itself", Tune = "on, off")]
    public bool ScoreBias { get; init; } = true;

    /// <summary>Whether a click that is the candidate is left out in training.</summary>
    [Setting("in training a positive does not attend to itself", Tune = "on, off")]
    public bool MaskCandidate { get; init; } = true;

    /// <summary>The factor of half the squares of all tables and matrices.</summary>
    [Setting("the weight of the L2 penalty on all of the tables and matrices", Least = 0, Tune = "1e-7..1e-3 log")]
    public double L2 { get; init; }

    /// <summary>Passes of TransE over the graph.</summary>
    [Setting("passes of TransE over the graph, before the training", Group = SettingGroup.Training, Least = 1, Most = 1_000_000,
        Tune = "10..100")]
    public int EntityEpochs { get; init; } = 40;

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "1e-4..1e-2 log")]
    public double Rate { get; init; } = 1e-3;
}
