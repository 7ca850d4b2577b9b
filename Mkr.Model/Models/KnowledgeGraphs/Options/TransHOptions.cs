using Mkr.Engine;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options of <see cref="TransH{T}"/>.</summary>
internal sealed record TransHOptions : KgeOptions
{
    /// <summary>The defaults: distances are told from an offset.</summary>
    public TransHOptions() => (Loss, Offset, Rate) = (TripleLoss.SelfAdversarial, 6, 0.004);

    /// <summary>C: the weight of the soft constraint that translations lie in their hyperplanes.</summary>
    [Setting("C: the weight of the soft constraint that translations lie in their hyperplanes", Least = 0, Tune = "0.01..1 log")]
    public double Orthogonality { get; init; }

    /// <summary>ε: the cosine of translation and normal that costs nothing.</summary>
    [Setting("the cosine of translation and normal that costs nothing", Least = 0, Most = 1)]
    public double Epsilon { get; init; } = 0.1;

    /// <inheritdoc/>
    internal override TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations) =>
        new TransH<T>(parameters, relations, Dim) { Orthogonality = Orthogonality, Epsilon = Epsilon };
}
