namespace Mkr.Model.Settings;

/// <summary>What becomes of a data set's graph before a model sees it.</summary>
public enum GraphUse
{
    /// <summary>It stays as it is.</summary>
    Given,

    /// <summary>It has no triples: the same model without its graph.</summary>
    None,

    /// <summary>Its tails are permuted among the triples of each relation: as large, but knowing nothing.</summary>
    Shuffled,
}
