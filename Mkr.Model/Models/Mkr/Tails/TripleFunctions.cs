using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>The graph embeddings that MKR's KGE side can have in the place of its own.</summary>
internal static class TripleFunctions
{
    /// <summary>The function that the options ask for, its tables added to the set; null for MKR's own.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parameters">The set.</param>
    /// <param name="relations">The number of relations.</param>
    public static TripleFunction<T>? Create<T>(MkrOptions options, ParameterSet<T> parameters, int relations)
        where T : unmanaged, IFloatingPointIeee754<T> => options.KgeModel switch
        {
            KgeKind.TailPrediction => null,
            KgeKind.TransE => new TransE<T>(
                parameters, relations, options.Dim, options.Norm == TranslationNorm.L1 ? Similarity.L1 : Similarity.L2),
            KgeKind.TransH => new TransH<T>(parameters, relations, options.Dim),
            KgeKind.TransR => new TransR<T>(parameters, relations, options.Dim, options.RelationDim ?? options.Dim),
            KgeKind.Rescal => new Rescal<T>(parameters, relations, options.Dim),
            KgeKind.Analogy => new Analogy<T>(parameters, relations, options.Dim),
            KgeKind.HolE => new HolE<T>(parameters, relations, options.Dim),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.KgeModel, null),
        };
}
