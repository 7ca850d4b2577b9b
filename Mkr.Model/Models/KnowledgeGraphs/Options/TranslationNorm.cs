namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The distance of TransE.</summary>
internal enum TranslationNorm
{
    /// <summary>The sum of the absolute differences.</summary>
    L1,

    /// <summary>The Euclidean distance.</summary>
    L2,
}
