namespace Mkr.Model.Models.Dkn;

/// <summary>How two vectors of titles become a number.</summary>
internal enum DknLayer
{
    /// <summary>Their inner product, as in the released program.</summary>
    Inner,

    /// <summary>A layer on both, with a ReLU, and a product with a vector, as in the paper.</summary>
    Mlp,
}
