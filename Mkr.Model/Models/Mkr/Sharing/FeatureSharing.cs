namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>How the two tasks share features of an item and its entity in the low layers.</summary>
internal enum FeatureSharing
{
    /// <summary>Cross&amp;compress units (MKR, equations 1 to 3).</summary>
    CrossCompress,

    /// <summary>Layers of a deep and cross network between the two vectors (MKR-DCN; proposition 2).</summary>
    CrossNetwork,

    /// <summary>Cross-stitch units, four scalars a layer (MKR-stitch; proposition 3).</summary>
    CrossStitch,

    /// <summary>Nothing is shared: each task sees its own vector alone.</summary>
    None,
}
