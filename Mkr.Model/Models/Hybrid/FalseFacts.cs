namespace Mkr.Model.Models.Hybrid;

/// <summary>How a fact of the graph is made false.</summary>
internal enum FalseFacts
{
    /// <summary>Its attribute is replaced, by each other with equal probability.</summary>
    Uniform,

    /// <summary>
    /// Its item or its attribute is replaced, the item with probability t / (t + h): t attributes has an item, h items has the attribute
    /// (after Z. Wang et al., TransH, AAAI 2014).
    /// </summary>
    Bernoulli,
}
