using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options of <see cref="TransE{T}"/>.</summary>
internal sealed record TransEOptions : KgeOptions
{
    /// <summary>The defaults: distances are told from an offset.</summary>
    public TransEOptions() => (Loss, Offset) = (TripleLoss.SelfAdversarial, 6);

    /// <summary>The distance.</summary>
    [Setting("the distance: the sum of absolute differences (l1), or the Euclidean one (l2)", Tune = "l1, l2")]
    public TranslationNorm Norm { get; init; } = TranslationNorm.L2;

    /// <inheritdoc/>
    internal override TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations) =>
        new TransE<T>(parameters, relations, Dim, Norm == TranslationNorm.L1 ? Similarity.L1 : Similarity.L2)
        {
            StartsUnit = Constraint != EntityConstraint.None,
        };
}
