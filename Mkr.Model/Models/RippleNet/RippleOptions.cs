using Mkr.Model.Settings;

namespace Mkr.Model.Models.RippleNet;

/// <summary>The shape of RippleNet, its loss, and how it is trained.</summary>
internal sealed record RippleOptions : PairOptions
{
    /// <summary>The defaults: batches as in the released program; patience decides how many epochs there are.</summary>
    public RippleOptions() => (Epochs, BatchSize, Patience) = (20, 1024, 4);

    /// <summary>d, the length of the entities' vectors.</summary>
    [Setting("d: the length of the entities' vectors", Least = 1, Most = 4096, Tune = "4..32 log")]
    public int Dim { get; init; } = 16;

    /// <summary>H: how many steps along the graph a user's ripple sets go.</summary>
    [Setting("H: the hops of a user's ripple sets", Least = 1, Most = 16, Tune = "1..3")]
    public int Hops { get; init; } = 2;

    /// <summary>M: the triples of a ripple set.</summary>
    [Setting("M: the triples of a ripple set", Least = 1, Most = 4096, Tune = "8..64 log")]
    public int Memory { get; init; } = 32;

    /// <summary>What a hop makes of the item's vector.</summary>
    [Setting(
        "what a hop makes of the item's vector v and what it attended to, o: v (none), o (replace), v + o (plus), or those times a matrix",
        Tune = "plus, replaceTransform, plusTransform")]
    public ItemUpdate ItemUpdate { get; init; } = ItemUpdate.PlusTransform;

    /// <summary>Whether the user's vector is the sum over the hops; else it is the last hop's.</summary>
    [Setting("whether the user's vector is the sum over all hops, or the last one's", Tune = "on, off")]
    public bool AllHops { get; init; } = true;

    /// <summary>The weight of the graph's term.</summary>
    [Setting("the weight of the ripple sets' plausibility", Least = 0, Tune = "1e-3..1e-1 log")]
    public double KgeWeight { get; init; } = 0.01;

    /// <summary>The factor of the squared lengths of heads, tails and matrices, of every triple of every ripple set of a batch.</summary>
    [Setting("the weight of the L2 penalty, a sum over a batch's ripple sets", Least = 0, Tune = "1e-8..1e-5 log")]
    public double L2 { get; init; } = 1e-7;

    /// <summary>Whether each triple can be gone both ways, backwards by a relation of its own.</summary>
    [Setting("whether triples are gone backwards too, by relations of their own", Tune = "on, off")]
    public bool InverseEdges { get; init; }

    /// <summary>Whether the triples of an example's own item are left out in training.</summary>
    [Setting("whether the triples of an example's own item are left out of the ripple sets in training", Tune = "on, off")]
    public bool MaskCandidate { get; init; }

    /// <summary>Adam's rate.</summary>
    [Setting("Adam's rate", Group = SettingGroup.Training, Least = 0, Tune = "5e-4..3e-2 log")]
    public double Rate { get; init; } = 0.02;

    /// <summary>Whether a hop multiplies by T.</summary>
    internal bool HasTransform => ItemUpdate is ItemUpdate.ReplaceTransform or ItemUpdate.PlusTransform;
}
